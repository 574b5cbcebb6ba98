/* Enhancement only: every page reads, links and prints without it. Amounts stay strings; nothing is computed. */
(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Light and dark: the system decides until the reader does; choosing what the system has means following it again. */
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const scheme = () => root.getAttribute('data-md-color-scheme') || (dark.matches ? 'slate' : 'default');
  const label = () => all('[data-theme]').forEach((button) => button.setAttribute('aria-pressed', String(scheme() === 'slate')));
  all('[data-theme]').forEach((button) => button.addEventListener('click', () => {
    const wanted = scheme() === 'slate' ? 'default' : 'slate';
    const own = wanted !== (dark.matches ? 'slate' : 'default');
    if (own) root.setAttribute('data-md-color-scheme', wanted); else root.removeAttribute('data-md-color-scheme');
    try { if (own) localStorage.setItem('mz-scheme', wanted); else localStorage.removeItem('mz-scheme'); } catch { /* private mode */ }
    label();
  }));
  dark.addEventListener('change', label);
  label();

  /* A search form that no other script has taken leads to the directory. */
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[role="search"], [data-mz-search]')) return;
    event.preventDefault();
    location.href = form.action;
  });

  /* 万元, 元, 亿元: the decimal point of the string moves by `places`. */
  const shift = (text, places) => {
    const negative = /^[-\u2212]/.test(text);
    let [whole, part = ''] = text.replace(/^[-\u2212]/, '').replace(/,/g, '').split('.');
    if (places > 0) {
      part = part.padEnd(places, '0');
      whole += part.slice(0, places);
      part = part.slice(places);
    } else if (places < 0) {
      whole = whole.padStart(1 - places, '0');
      part = whole.slice(places) + part;
      whole = whole.slice(0, places);
    }
    if (places) part = part.replace(/0+$/, '');
    whole = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
    return (negative ? '\u2212' : '') + whole + (part ? '.' + part : '');
  };
  const unitNames = { 0: '万元', 4: '元', '-4': '亿元' };
  const written = new Map();
  const showUnit = (places) => {
    all('[data-w]').forEach((figure) => {
      if (!written.has(figure)) written.set(figure, figure.textContent);
      figure.textContent = places === 0 ? written.get(figure) : shift(figure.getAttribute('data-w') || written.get(figure), places);
    });
    all('[data-u]').forEach((unit) => { unit.textContent = unitNames[places]; });
  };
  all('[data-units] input').forEach((choice) => choice.addEventListener('change', () => showUnit(Number(choice.value))));

  /* A term's definition in place: hover, focus or tap; it stays while the pointer is on it; Escape closes it. */
  let open = null;
  let leaving = 0;
  const close = () => {
    clearTimeout(leaving);
    if (!open) return;
    open.box.remove();
    open.term.removeAttribute('aria-describedby');
    open = null;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(close, 200); };
  const definition = (term) => {
    if (term.dataset.def) return term.dataset.def;
    const url = new URL(term.href, location.href);
    if (url.pathname !== location.pathname) return null;
    const name = document.getElementById(decodeURIComponent(url.hash.slice(1)));
    const text = name && (name.matches('dt') ? name.nextElementSibling : name.querySelector('dd'));
    return text ? text.textContent.trim() : null;
  };
  const explain = (term) => {
    clearTimeout(leaving);
    if (open && open.term === term) return;
    close();
    const text = definition(term);
    if (!text) return;
    const box = document.createElement('div');
    box.className = 'mz-pop';
    box.id = 'mz-pop';
    box.setAttribute('role', 'tooltip');
    box.textContent = text;
    box.addEventListener('pointerenter', () => clearTimeout(leaving));
    box.addEventListener('pointerleave', leave);
    document.body.append(box);
    const place = term.getBoundingClientRect();
    const below = place.bottom + 6 + box.offsetHeight <= innerHeight || place.top < box.offsetHeight + 6;
    box.style.top = `${(below ? place.bottom + 6 : place.top - 6 - box.offsetHeight) + scrollY}px`;
    box.style.left = `${Math.max(8, Math.min(place.left, root.clientWidth - box.offsetWidth - 8)) + scrollX}px`;
    term.setAttribute('aria-describedby', 'mz-pop');
    open = { term, box };
  };
  const termOf = (event) => (event.target.closest ? event.target.closest('a.mz-term') : null);
  let tapped = null;
  document.addEventListener('pointerdown', (event) => {
    tapped = event.pointerType === 'touch' ? termOf(event) : null;
    if (open && !termOf(event) && !open.box.contains(event.target)) close();
  });
  document.addEventListener('pointerover', (event) => { if (event.pointerType === 'mouse' && termOf(event)) explain(termOf(event)); });
  document.addEventListener('pointerout', (event) => { if (event.pointerType === 'mouse' && termOf(event)) leave(); });
  let byTap = null;
  document.addEventListener('focusin', (event) => { if (termOf(event) && !tapped) explain(termOf(event)); });
  document.addEventListener('focusout', (event) => { if (termOf(event)) leave(); });
  document.addEventListener('click', (event) => {
    const term = termOf(event);
    const touched = tapped;
    tapped = null; /* what comes next may be the keyboard */
    if (!term || term !== touched) return;
    /* The first tap explains, the second follows the link. */
    if (byTap === term && open) { byTap = null; close(); return; }
    explain(term);
    if (open && open.term === term) { event.preventDefault(); byTap = term; }
  });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

  /* An address inside a closed part opens it, also when the same link is followed twice. */
  const reveal = (hash) => {
    let id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a broken escape names nothing */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    let moved = false;
    for (let part = target.closest('details'); part; part = part.parentElement.closest('details')) {
      if (!part.open) { part.open = true; moved = true; }
    }
    if (moved) target.scrollIntoView();
  };
  addEventListener('hashchange', () => reveal(location.hash));
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && !event.defaultPrevented) reveal(link.getAttribute('href'));
  });
  reveal(location.hash);

  /* Code that is wider than its box scrolls; the keyboard must reach it. */
  all('.md-typeset pre > code').forEach((code) => { if (code.scrollWidth > code.clientWidth) code.tabIndex = 0; });

  /* Paper shows everything. */
  addEventListener('beforeprint', () => all('details:not([open])').forEach((part) => { part.open = true; part.dataset.was = 'closed'; }));
  addEventListener('afterprint', () => all('details[data-was]').forEach((part) => { part.open = false; delete part.dataset.was; }));
  all('[data-print]').forEach((button) => button.addEventListener('click', () => print()));

  /* A citation names the day it was used: the reader's, for the site knows no clock. */
  const today = new Date();
  all('[data-today]').forEach((place) => { place.textContent = `${today.getFullYear()}年${today.getMonth() + 1}月${today.getDate()}日`; });
  all('[data-copy]').forEach((button) => {
    const name = button.textContent;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, ' '));
        button.textContent = '已复制';
        setTimeout(() => { button.textContent = name; }, 2000);
      } catch {
        getSelection().selectAllChildren(source);
      }
    });
  });

  /* The contents list follows the reading. */
  const entries = new Map(all('.md-sidebar .md-nav__list a[href^="#"]').map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const parts = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (parts.length) {
    let here = null;
    const mark = () => {
      const line = innerHeight * 0.25;
      let current = parts[0];
      for (const part of parts) if (part.getBoundingClientRect().top <= line) current = part;
      if (current === here) return;
      here = current;
      entries.forEach((link, id) => {
        const active = id === here.id;
        link.classList.toggle('md-nav__link--active', active);
        if (active) link.setAttribute('aria-current', 'location'); else link.removeAttribute('aria-current');
      });
      const box = document.querySelector('.md-sidebar__scrollwrap');
      const link = entries.get(here.id);
      if (link.offsetTop < box.scrollTop || link.offsetTop + link.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    };
    let waiting = false;
    addEventListener('scroll', () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  /* A list is narrowed by its form and ordered by the buttons in its head; rows carry what is compared as data. */
  all('form[data-filter]').forEach((form) => {
    const table = document.getElementById(form.dataset.filter);
    if (!table) return;
    const rows = all('tbody tr', table);
    const fields = [...form.elements].filter((field) => field.name);
    const fits = (row) => fields.every(({ name, value, tagName }) => {
      const wanted = value.trim().toLowerCase();
      if (!wanted) return true;
      const own = (name === 'text' ? row.textContent : row.dataset[name] || '').toLowerCase();
      return tagName === 'SELECT' ? own.split(' ').includes(wanted) : own.includes(wanted);
    });
    const none = document.createElement('p');
    none.className = 'mz-empty';
    none.setAttribute('role', 'status');
    form.after(none);
    const narrow = () => {
      rows.forEach((row) => { row.hidden = !fits(row); });
      none.textContent = rows.every((row) => row.hidden) ? '没有符合的行。' : '';
    };
    form.addEventListener('input', narrow);
    form.addEventListener('submit', (event) => event.preventDefault());
    narrow();
  });
  all('button[data-sort]').forEach((button) => button.addEventListener('click', () => {
    const head = button.closest('th');
    const body = button.closest('table').tBodies[0];
    const ascending = head.getAttribute('aria-sort') === 'descending';
    const key = button.dataset.sort;
    const isNumber = button.hasAttribute('data-number');
    const order = (one, other) => {
      const [a, b] = [one.dataset[key] || '', other.dataset[key] || ''];
      /* What is not known stands last in either order. */
      if (!a || !b) return Number(!a) - Number(!b);
      return (isNumber ? Number(a) - Number(b) : a.localeCompare(b, 'zh-CN')) * (ascending ? 1 : -1);
    };
    all('th[aria-sort]', head.parentElement).forEach((cell) => cell.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    body.append(...[...body.rows].sort(order));
  }));
})();
