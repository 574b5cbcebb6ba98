/* Three lists that the pages hold in part and files hold whole: all findings, all completeness scores, all units.
   What is asked for stands in the address; without scripts the first rows are there, and the files to take away. */
(() => {
  'use strict';
  const STEP = 200;
  const PARTS = 24;
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

  /* The button under a table brings its next rows, and the keyboard to the first of them. */
  const further = (more, body, next) => {
    if (!more) return;
    more.onclick = async () => {
      const last = body.rows.length;
      try { await next(); } catch { failed(); return; }
      if (body.rows.length > last) body.rows[last].querySelector('a').focus();
    };
  };

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
      head.unit_years.forEach((entry) => {
        if (!fits(entry, wanted)) return;
        const found = [0, 0, 0];
        entry[5].forEach(([number, ...counts]) => {
          if (rule === null || number === rule) counts.forEach((each, level) => { if (severity === null || severity === level) found[level] += each; });
        });
        if (!found.some(Boolean)) return;
        found.forEach((each, level) => { totals[level] += each; });
        matching.push([entry, found.reduce((one, other) => one + other, 0)]);
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
        /* What is due is known from the counts, so its parts come side by side: enough rows, or enough parts. */
        const due = [];
        const needed = new Set();
        for (let rows = 0; at + due.length < matching.length && rows < STEP && needed.size < PARTS;) {
          const [entry, each] = matching[at + due.length];
          due.push(entry);
          needed.add(entry[4]);
          rows += each;
        }
        await Promise.all([...needed].map((part) => read(head.parts[part])));
        for (const entry of due) {
          const part = await read(head.parts[entry[4]]);
          if (mine !== turn) return;
          const [, , findings] = part.find(([unit, year]) => unit === entry[0] && year === entry[1]);
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
    const more = document.getElementById('mz-more');
    let turn = 0;
    bind(scoresForm, async (wanted) => {
      turn += 1;
      const mine = turn;
      const isWhole = !Object.keys(wanted).length;
      body.replaceChildren(...own);
      count.textContent = said;
      const next = async () => {
        const scores = await read(scoresForm.dataset.scores);
        if (mine !== turn) return;
        const found = isWhole ? scores.unit_years : scores.unit_years.filter((entry) => fits(entry, wanted));
        body.append(...found.slice(body.rows.length, body.rows.length + STEP).map((entry) => row(entry, scores.weights)));
        const left = found.length > body.rows.length ? `，列出前${body.rows.length}份` : '';
        count.textContent = found.length ? `${isWhole ? '共' : '符合的有'}${found.length}份${left}。` : '没有符合的公开件。';
        if (more) more.hidden = !left;
      };
      further(more, body, next);
      if (more) more.hidden = false;
      if (isWhole) return;
      body.replaceChildren();
      try { await next(); } catch { if (mine === turn) { body.replaceChildren(...own); failed(); } }
    });
  }

  /* The directory: what is filtered or ordered is read from a file that holds each column of all units. */
  const unitsForm = document.querySelector('form[data-units]');
  if (unitsForm) {
    const table = document.getElementById('units-table');
    const body = table.tBodies[0];
    const more = document.getElementById('mz-more');
    const own = [...body.rows];
    const said = count.textContent;
    const buttons = [...table.querySelectorAll('[data-order]')];
    const number = (text) => Number(String(text).replace(/[,+]/g, '').replace('\u2212', '-'));
    const row = (units, at) => {
      const id = units.id[at];
      const years = units.years[at].flatMap((year) => [' ', make('a', { href: `${id}/${year}/`, class: 'q' }, `${year}年`)]).slice(1);
      const regions = units.region[at].map((place) => `${units.regions[place][1]} `).join('');
      const aliases = units.aliases[at] ? `　又名 ${units.aliases[at]}` : '';
      return make('tr', {},
        make('th', { scope: 'row' }, make('a', { href: `${id}/` }, units.name[at]), make('small', {}, `${regions}· ${units.scopes[units.scope[at]][1]}${aliases}`)),
        make('td', {}, ...years),
        ...['total', 'change', 'errors'].map((column) => make('td', { class: 'n' }, String(units[column][at]))));
    };
    const matching = (units, wanted) => {
      const place = units.regions.findIndex(([code]) => code === wanted.region);
      const scope = units.scopes.findIndex(([name]) => name === wanted.scope);
      const text = (wanted.text || '').toLowerCase();
      const found = [...units.id.keys()].filter((at) => (!wanted.region || units.region[at].includes(place))
        && (!wanted.scope || units.scope[at] === scope)
        && (!wanted.year || units.years[at].includes(Number(wanted.year)))
        && (!text || `${units.name[at]} ${units.aliases[at]} ${units.id[at]}`.toLowerCase().includes(text)));
      const column = units[(wanted.sort || '').replace('-', '')];
      if (!wanted.sort || !column) return found;
      const turned = wanted.sort.startsWith('-') ? -1 : 1;
      /* What is not known stands last in either order. */
      return found.sort((one, other) => (column[one] === '' || column[other] === ''
        ? Number(column[one] === '') - Number(column[other] === '')
        : (number(column[one]) - number(column[other])) * turned));
    };
    let turn = 0;
    bind(unitsForm, async (wanted) => {
      turn += 1;
      const mine = turn;
      const isWhole = !Object.keys(wanted).length;
      buttons.forEach((button) => {
        const state = { [`-${button.dataset.order}`]: 'descending', [button.dataset.order]: 'ascending' }[wanted.sort];
        const head = button.closest('th');
        if (state) head.setAttribute('aria-sort', state); else head.removeAttribute('aria-sort');
      });
      body.replaceChildren(...own);
      count.textContent = said;
      let found = null;
      const next = async () => {
        const units = await read(unitsForm.dataset.units);
        if (mine !== turn) return;
        found = found || matching(units, wanted);
        const start = body.rows.length;
        body.append(...found.slice(start, start + STEP).map((at) => row(units, at)));
        const left = found.length > body.rows.length ? `，列出前${body.rows.length}个` : '';
        count.textContent = found.length ? `${found.length === units.id.length ? '共' : '符合的有'}${found.length}个${left}。` : '没有符合的单位。';
        more.hidden = !left;
      };
      further(more, body, next);
      more.hidden = false;
      if (isWhole) return;
      body.replaceChildren();
      try { await next(); } catch { if (mine === turn) { body.replaceChildren(...own); failed(); } }
    });
    buttons.forEach((button) => button.addEventListener('click', () => {
      const { order } = button.dataset;
      unitsForm.elements.sort.value = unitsForm.elements.sort.value === `-${order}` ? order : `-${order}`;
      unitsForm.dispatchEvent(new Event('input'));
    }));
  }
})();
