/* Before the first paint: scripts run here, and the reader's choice of light or dark is kept. */
(function () {
  var root = document.documentElement, kept = null;
  root.classList.add('mz-js');
  try { kept = localStorage.getItem('mz-scheme'); } catch (refused) { /* private mode: follow the system */ }
  if (kept === 'default' || kept === 'slate') root.setAttribute('data-md-color-scheme', kept);
})();
