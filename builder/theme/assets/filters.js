/* Two lists that the pages hold in part and these files hold whole: all findings, and all completeness scores.
   What is asked for stands in the address; without scripts the first rows are there, and the files to take away. */
(() => {
  'use strict';
  const STEP = 200;
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const fetched = new Map();
  const read = (file) => {
    if (!fetched.has(file)) {
      fetched.set(file, fetch(file).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }));
      fetched.get(file).catch(() => fetched.delete(file));
    }
    return fetched.get(file);
  };
  const count = document.getElementById('mz-count');

  /* The form and the address say the same, whichever changed; `changed` hears of it. */
  const bind = (form, changed) => {
    const fields = [...form.elements].filter((field) => field.name);
    const wanted = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value));
    const take = () => {
      const asked = new URLSearchParams(location.search);
      fields.forEach((field) => {
        field.value = asked.get(field.name) || '';
        if (field.tagName === 'SELECT' && field.selectedIndex < 0) field.value = '';
      });
      changed(wanted());
    };
    let waiting = 0;
    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const query = new URLSearchParams(wanted()).toString();
        history.replaceState(null, '', (query ? `?${query}` : location.pathname) + location.hash);
        changed(wanted());
      }, 150);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('popstate', take);
    take();
  };
  const fits = (entry, wanted) => (!wanted.year || String(entry[1]) === wanted.year)
    && (!wanted.region || entry[3].split(' ').includes(wanted.region))
    && (!wanted.unit || `${entry[2]} ${entry[0]}`.toLowerCase().includes(wanted.unit.toLowerCase()));
  const failed = () => { count.textContent = '筛选所需的文件没有取到，下面是未筛选的前一部分；请重新打开本页，或下载文件。'; };

  /* Findings: the head counts by document, rule and severity, so that only what is shown is fetched. */
  const findingsForm = document.querySelector('form[data-findings]');
  if (findingsForm) {
    const box = document.getElementById('mz-listed');
    const more = document.getElementById('mz-more');
    const own = [...box.childNodes];
    const said = count.textContent;
    const names = { error: '对不上', warning: '存疑', info: '提示' };
    let turn = 0;
    let rest = null;
    const cell = (name, text) => make('td', { class: 'n', 'data-l': name, 'data-z': text ? null : '' }, text || '—');
    const row = (page, finding, levels) => {
      const [rule, severity, place, anchor, stated, expected, difference, says] = finding;
      const level = levels[severity];
      return make('tr', {},
        make('th', { scope: 'row' }, make('a', { href: `${page}#${anchor}` }, place), make('span', { class: 'say' }, says)),
        make('td', { class: 'r' }, make('span', { class: `mz-tag ${level[0]}` }, names[level])),
        cell('印作', stated), cell('应为', expected), cell('差', difference),
        make('td', { class: 'r' }, make('a', { href: `rules/${rule}/`, class: 'q' }, rule)));
    };
    const group = (entry, findings, levels) => {
      const page = `../units/${entry[0]}/${entry[1]}/`;
      const name = `${entry[2]} ${entry[1]}年`;
      const heads = [['位置'], ['程度'], ['印作', 'n'], ['应为', 'n'], ['差', 'n'], ['规则']];
      return [
        make('div', { class: 'mz-grp' }, make('h3', {}, make('a', { class: 'mz-plain', href: `${page}#checks` }, name)), make('span', {}, `${findings.length}处`)),
        make('table', { class: 'mz-find mz-find6', 'aria-label': name },
          make('thead', {}, make('tr', {}, ...heads.map(([text, kind]) => make('th', { scope: 'col', class: kind || null }, text)))),
          make('tbody', {}, ...findings.map((finding) => row(page, finding, levels)))),
      ];
    };
    const show = async (wanted) => {
      turn += 1;
      const mine = turn;
      rest = null;
      more.hidden = true;
      try {
        if (!Object.keys(wanted).length) {
          box.replaceChildren(...own);
          count.textContent = said;
          /* The page holds the first rows only; the button goes on from the files. */
          more.hidden = !said.startsWith('列出前');
          if (!more.hidden) rest = async () => { box.replaceChildren(); await list(wanted, mine); await rest(); };
          return;
        }
        box.replaceChildren();
        await list(wanted, mine);
      } catch {
        if (mine !== turn) return;
        box.replaceChildren(...own);
        failed();
      }
    };
    const list = async (wanted, mine) => {
      const head = await read(findingsForm.dataset.findings);
      if (mine !== turn) return;
      const rule = wanted.rule ? head.rules.findIndex(([id]) => id === wanted.rule) : null;
      const severity = wanted.severity ? head.severities.indexOf(wanted.severity) : null;
      const totals = [0, 0, 0];
      const matching = [];
      head.unit_years.forEach((entry, index) => {
        if (!fits(entry, wanted)) return;
        const found = [0, 0, 0];
        entry[5].forEach(([number, ...counts]) => {
          if (rule === null || number === rule) counts.forEach((each, level) => { if (severity === null || severity === level) found[level] += each; });
        });
        if (!found.some(Boolean)) return;
        found.forEach((each, level) => { totals[level] += each; });
        matching.push([entry, index]);
      });
      const whole = totals.reduce((one, other) => one + other, 0);
      const parts = head.severities.map((level, index) => [names[level], totals[index]]).filter(([, each]) => each).map(([name, each]) => `${name}${each}`);
      let at = 0;
      let listed = 0;
      const tell = () => {
        count.textContent = whole
          ? `符合的有${whole}处（${parts.join('、')}），在${matching.length}份公开件里${listed < whole ? `；列出前${listed}处` : ''}。`
          : '没有符合的结果。';
      };
      const next = async () => {
        const until = listed + STEP;
        while (at < matching.length && listed < until) {
          const [entry, index] = matching[at];
          const part = await read(findingsForm.dataset.findings.replace('.json', `-${entry[4]}.json`));
          if (mine !== turn) return;
          const [, findings] = part.find(([number]) => number === index);
          const shown = findings.filter((finding) => (!wanted.rule || finding[0] === wanted.rule) && (severity === null || finding[1] === severity));
          box.append(...group(entry, shown, head.severities));
          listed += shown.length;
          at += 1;
        }
        tell();
        more.hidden = listed >= whole;
      };
      rest = next;
      await next();
    };
    more.addEventListener('click', async () => {
      const last = box.querySelectorAll('.mz-grp a').length;
      if (!rest) return;
      try { await rest(); } catch { failed(); return; }
      const links = box.querySelectorAll('.mz-grp a');
      if (links.length > last) links[last].focus();
    });
    bind(findingsForm, show);
  }

  /* Completeness: the rows of the page are its first; a filter reads the scores and writes the rows that fit. */
  const scoresForm = document.querySelector('form[data-scores]');
  if (scoresForm) {
    const table = document.getElementById('mz-scores');
    const body = table.tBodies[0];
    const own = [...body.rows];
    const said = count.textContent;
    const marks = { full: ['●', '有'], part: ['◐', '有一部分'], none: ['○', '没有找到'], unknown: ['?', '无法判断'] };
    const heads = [...table.tHead.rows[0].cells].slice(2).map((head) => head.querySelector('a').title);
    const row = ([unit, year, name, , score, points], weights) => make('tr', {},
      make('th', { scope: 'row' }, make('a', { href: `../units/${unit}/${year}/#completeness` }, name), make('small', {}, String(year))),
      make('td', { class: 'n' }, String(score)),
      ...points.map((each, item) => {
        const mark = each === null ? 'unknown' : each >= weights[item] ? 'full' : each > 0 ? 'part' : 'none';
        return make('td', { class: `mz-i ${mark}`, title: `${heads[item]}：${marks[mark][1]}` },
          make('span', { 'aria-hidden': 'true' }, marks[mark][0]), make('span', { class: 'mz-sr' }, marks[mark][1]), make('small', {}, each === null ? '' : String(each)));
      }));
    let turn = 0;
    bind(scoresForm, async (wanted) => {
      turn += 1;
      const mine = turn;
      if (!Object.keys(wanted).length) {
        body.replaceChildren(...own);
        count.textContent = said;
        return;
      }
      try {
        const scores = await read(scoresForm.dataset.scores);
        if (mine !== turn) return;
        const found = scores.unit_years.filter((entry) => fits(entry, wanted));
        body.replaceChildren(...found.slice(0, STEP).map((entry) => row(entry, scores.weights)));
        count.textContent = found.length ? `符合的有${found.length}份${found.length > STEP ? `，列出前${STEP}份` : ''}。` : '没有符合的公开件。';
      } catch {
        if (mine === turn) failed();
      }
    });
  }
})();
