/* Search: names while typing, then the texts of all disclosures, from static files of this site alone.
   Enhancement only; without it the box is a link. The text rules are those of builder/index/text.py and
   terms.py, and tests hold both sides to the same result. Text from the index is set as text, never as HTML. */
(() => {
  'use strict';

  /* Every word that the reader sees. */
  const WORDS = {
    results: '搜索结果',
    names: '名称',
    texts: '原文与表格',
    kinds: { unit: '单位', functional: '功能科目', economic: '经济科目', region: '地区', term: '名词', rule: '规则' },
    alias: '又名',
    same: '同上',
    keys: '↑↓ 选择　回车 打开　Esc 关闭',
    more: '看更多结果',
    searching: '正在搜原文……',
    one: '再输入一个字，就会搜原文。',
    none: '没有找到。可以只写名称的一部分，或用拼音首字母。',
    noText: '原文和表格里没有找到。',
    notYet: (checked) => `先核对的${checked}份公开件里没有，其余的要按“看更多结果”才核对。`,
    numbers: '数从开头对起：314.9能找到314.96，14.96不能。',
    failed: '搜索所需的文件没有取到，请检查网络后再试。',
    old: '这个浏览器不能打开搜索所需的文件，可以从单位目录查找。',
    counted: (pages, places) => `${pages}份公开件，${places}处`,
    about: (pages, places) => `约${pages}份公开件，约${places}处`,
    told: (names, texts) => `名称${names}条；${texts}`,
  };

  const SHOWN_NAMES = 8;
  const SHOWN_OF_A_KIND = 5;
  const SHOWN_PLACES = 10;
  const SHOWN_OF_A_PAGE = 5;
  const AT_FIRST = 5;
  const AT_ONCE = 10;
  const MOST_CHECKED = 30;
  const MOST_TERMS = 8;
  const TEXT_PAUSE = 180;
  const MOST_KEPT = 1200;
  const BEFORE_MATCH = 18;
  const EXCERPT = 84;

  /* ---- Text as the search sees it (builder/index/text.py) ---- */

  const CJK = '\\u3005-\\u3007\\u3040-\\u30ff\\u3105-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
  const WORD = '0-9a-z\\u00df-\\u024f\\u0370-\\u058f\\u0600-\\u06ff\\u0750-\\u077f\\u0f00-\\u0fff\\u1800-\\u18af';
  const isWord = RegExp.prototype.test.bind(new RegExp(`^[${WORD}]$`, 'u'));
  const isCjk = RegExp.prototype.test.bind(new RegExp(`^[${CJK}]$`, 'u'));
  const vanishes = RegExp.prototype.test.bind(/^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Z}\p{Cc}\p{Cf}"'`<>]$/u);
  const THOUSANDS = /(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])/g;
  const folded = new Map();

  function fold(character) {
    let result = folded.get(character);
    if (result === undefined) {
      result = [...character.normalize('NFKC').toLowerCase()].map((one) => (vanishes(one) ? ' ' : one));
      folded.set(character, result);
    }
    return result;
  }

  /* Most names are of characters that stay as they are. */
  const PLAIN = /^[\u4e00-\u9fff]*$/;
  const AS_THEY_STAND = Array.from({ length: 256 }, (_, place) => place);

  /* The text as compared, and for each of its characters (UTF-16 units) the place it comes from. */
  function normalise(text) {
    if (text.length <= AS_THEY_STAND.length && PLAIN.test(text)) return { text, places: AS_THEY_STAND };
    const dropped = new Set();
    if (/,[0-9]{3}/.test(text)) {
      for (const number of text.matchAll(THOUSANDS)) {
        for (let at = 0; at < number[0].length; at += 1) if (number[0][at] === ',') dropped.add(number.index + at);
      }
    }
    let result = '';
    let last = '';
    let parted = false;
    const places = [];
    let place = 0;
    for (const character of text) {
      if (!dropped.has(place)) {
        for (const one of fold(character)) {
          if (one === ' ') {
            parted = true;
          } else {
            if (parted && last && isWord(one) && (last === '.' || isWord(last))) {
              result += ' ';
              places.push(place);
            }
            parted = false;
            result += one;
            last = one;
            for (let unit = 0; unit < one.length; unit += 1) places.push(place);
          }
        }
      }
      place += character.length;
    }
    return { text: result, places };
  }

  /* A query may end inside a number: its last comma or stop says nothing yet. */
  function normalisedQuery(text) {
    const joined = text.trim().replace(/(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})*),([0-9]{0,2})$/, (_, whole, rest) => whole.replace(/,/g, '') + rest);
    return normalise(joined).text.replace(/(?<=[0-9])\.$/, '');
  }

  /* ---- Terms (builder/index/terms.py) ---- */

  const TOKEN = new RegExp(`[${WORD}]+(?:\\.[0-9][${WORD}]*)*`, 'gu');
  const MAXIMAL_TOKEN = 24;

  /* What a page must have to hold the query: terms, and beginnings of numbers or words. */
  function termsOf(query) {
    const terms = new Map();
    const characters = [...query];
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const [one, two] = [characters[at], characters[at + 1]];
      if ((isCjk(one) && (isCjk(two) || isWord(two))) || (isWord(one) && isCjk(two))) terms.set(one + two, false);
    }
    for (const found of query.matchAll(TOKEN)) {
      const token = found[0].slice(0, MAXIMAL_TOKEN);
      const isLast = found.index + found[0].length === query.length;
      if (token.length === 2) terms.set(isLast ? `${token}*` : token, false);
      else if (token.length > 2) terms.set(token, isLast);
    }
    return terms;
  }

  /* A long query needs not all of its terms, each of which may be a file: the pages found are compared with it anyway. */
  function enoughOf(terms) {
    if (terms.length <= MOST_TERMS) return terms;
    return Array.from({ length: MOST_TERMS }, (_, place) => terms[Math.round((place * (terms.length - 1)) / (MOST_TERMS - 1))]);
  }

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function bucketOf(term) {
    const key = [...term].slice(0, 3).join('');
    let value = -1;
    for (const byte of new TextEncoder().encode(key)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ -1) >>> 0;
  }

  /* Places of the query in a normalised text; a number or word in it must begin where the text's begins. */
  function* occurrences(text, query) {
    const opens = isWord(query[0]);
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
      const before = text[at - 1];
      const inside = opens && at > 0 && (isWord(before)
        || (before === '.' && at > 1 && isWord(text[at - 2]) && /[0-9]/.test(query[0])));
      if (!inside) yield at;
    }
  }

  /* ---- Files ---- */

  class OldBrowser extends Error {}

  async function fetched(address, options) {
    const response = await fetch(address, options);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /* A server may unpack the file on its way; then it is plain already. */
  async function unpacked(bytes) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    if (typeof DecompressionStream === 'undefined') throw new OldBrowser();
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  const textOf = (bytes) => new TextDecoder().decode(bytes);

  class Index {
    constructor(root) {
      this.base = `${root || './'}search/`;
      this.manifestCache = 'no-cache';
      this.forget();
    }

    forget() {
      this.files = new Map();
      this.loadedManifest = null;
      this.loadedNames = null;
    }

    manifest() {
      this.loadedManifest ??= this.kept(fetched(`${this.base}manifest.json`, { cache: this.manifestCache }).then((bytes) => JSON.parse(textOf(bytes))), () => { this.loadedManifest = null; });
      return this.loadedManifest;
    }

    kept(promise, drop) {
      promise.catch(drop);
      return promise;
    }

    file(name, read) {
      if (!this.files.has(name)) {
        if (this.files.size > MOST_KEPT) this.files.delete(this.files.keys().next().value);
        this.files.set(name, this.kept(fetched(this.base + name).then(read), () => this.files.delete(name)));
      }
      return this.files.get(name);
    }

    /* The site may have been published anew since the manifest was read: then its old files are gone. */
    async fresh(work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof OldBrowser) throw error;
        this.forget();
        this.manifestCache = 'reload';
        return work();
      }
    }

    names() {
      this.loadedNames ??= this.kept(this.manifest().then((manifest) => this.file(manifest.names, async (bytes) => new Names(JSON.parse(textOf(await unpacked(bytes)))))), () => { this.loadedNames = null; });
      return this.loadedNames;
    }

    async pagesWith(term, isBeginning, manifest) {
      const name = manifest.terms[bucketOf(term) % manifest.terms.length];
      const file = await this.file(name, async (bytes) => new TermFile(await unpacked(bytes)));
      return file.pages(term, isBeginning, pageCount(manifest));
    }

    /* Pages that may hold every query of the list, by year, the newest first. */
    async candidates(queries, manifest) {
      const terms = new Map(queries.flatMap((query) => enoughOf([...termsOf(query)])));
      if (!terms.size || !manifest.terms.length) return [];
      this.list(manifest, manifest.lists.length - 1); // most pages shown stand there: it comes with the terms
      const sets = await Promise.all([...terms].map(([term, isBeginning]) => this.pagesWith(term, isBeginning, manifest)));
      const common = sets.reduce((left, right) => left.map((byte, at) => byte & right[at]));
      const found = [];
      let first = 0;
      for (const [, count] of manifest.years) {
        const inYear = [];
        for (let page = first; page < first + count; page += 1) if (common[page >> 3] >> (page & 7) & 1) inYear.push(page);
        if (inYear.length) found.unshift(inYear);
        first += count;
      }
      return found;
    }

    list(manifest, number) {
      return this.file(manifest.lists[number], (bytes) => bytes);
    }

    async page(number, manifest) {
      const list = await this.list(manifest, Math.floor(number / manifest.pages_per_list));
      const at = (number % manifest.pages_per_list) * 8;
      const name = [...list.subarray(at, at + 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return this.file(`p/${name}.json.gz`, async (bytes) => new Page(JSON.parse(textOf(await unpacked(bytes)))));
    }
  }

  const pageCount = (manifest) => manifest.years.reduce((sum, [, count]) => sum + count, 0);

  /* ---- Sets of pages by term (builder/index/joining.py, postings.py) ---- */

  class TermFile {
    constructor(bytes) {
      this.bytes = bytes;
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
      this.terms = length ? textOf(bytes.subarray(4, 4 + length)).split('\n') : [];
      this.at = 4 + length;
      const lengths = this.terms.map(() => this.number());
      this.sets = new Map();
      let start = this.at;
      this.terms.forEach((term, place) => {
        const size = Math.floor(lengths[place] / 4);
        this.sets.set(term, [lengths[place] % 4, start, start + size]);
        start += size;
      });
    }

    number() {
      let result = 0;
      for (let unit = 1; ; unit *= 128) {
        const byte = this.bytes[this.at];
        this.at += 1;
        result += (byte & 127) * unit;
        if (byte < 128) return result;
      }
    }

    pages(term, isBeginning, count) {
      const result = new Uint8Array(Math.ceil(count / 8));
      const terms = isBeginning ? this.terms.filter((one) => one.startsWith(term)) : [term];
      for (const one of terms) if (this.sets.has(one)) this.add(result, ...this.sets.get(one));
      return result;
    }

    add(result, form, start, end) {
      if (form === 2) {
        for (let at = start; at < end; at += 1) result[at - start] |= this.bytes[at];
        return;
      }
      this.at = start;
      let page = 0;
      while (this.at < end) {
        page += this.number();
        const taken = form === 1 ? this.number() + 1 : 1;
        for (const last = page + taken; page < last; page += 1) result[page >> 3] |= 1 << (page & 7);
      }
    }
  }

  /* ---- A page's text ---- */

  function partsOf(anchor, title, text) {
    const row = text.split('\t');
    return row.map((part, place) => ({ anchor, title, row, place, text: part }));
  }

  /* Rows of a table: key, label, and a figure for each measure, blank where the cell is. */
  function rowParts(table, title, measures, rows) {
    return rows.flatMap(([key, label, figures]) => {
      const cells = figures.split('\t').map((text, place) => ({ text, measure: measures[place] })).filter(({ text }) => text);
      const row = [label, ...cells.map(({ text }) => text)];
      return row.map((text, place) => ({ anchor: anchorOf(table, key, cells[Math.max(place - 1, 0)].measure), title, row, place, text }));
    });
  }

  const anchorOf = (table, key, measure) => `${table}-${key}-${measure}`.toLowerCase().replaceAll('/', '-');

  class Page {
    constructor(content) {
      Object.assign(this, content);
      this.parts = content.passages.flatMap(([anchor, title, text, rows]) => (rows ? rowParts(anchor, title, text, rows) : partsOf(anchor, title, text)));
    }

    normalised(part) {
      part.normalised ??= normalise(part.text);
      return part.normalised;
    }

    matches(query) {
      const found = [];
      for (const part of this.parts) {
        const { text, places } = this.normalised(part);
        const marks = [];
        for (const at of occurrences(text, query)) {
          const end = places[at + query.length - 1];
          const from = places[at];
          if (!marks.length || from >= marks[marks.length - 1][1]) marks.push([from, end + String.fromCodePoint(part.text.codePointAt(end)).length]);
        }
        if (marks.length) found.push({ part, marks });
      }
      return found;
    }

    /* Where the page holds every query; one place a passage. */
    places(queries) {
      const matches = queries.map((query) => this.matches(query));
      if (matches.some((match) => !match.length)) return [];
      const rows = new Map();
      for (const { part, marks } of matches.flat()) {
        if (!rows.has(part.row)) rows.set(part.row, { part, marks, words: 0 });
        rows.get(part.row).words += 1;
      }
      const sorted = queries.length > 1 ? [...rows.values()].sort((left, right) => right.words - left.words) : [...rows.values()];
      return sorted.map(({ part, marks }) => ({ anchor: part.anchor, title: part.title, excerpt: excerpt(part, marks) }));
    }

    isNamed(queries) {
      const title = normalise(this.title).text;
      return queries.every((query) => title.includes(query));
    }
  }

  /* Pieces of text, the marked ones true; a row of a table is shown with the parts round the one found. */
  function excerpt(part, marks) {
    const before = part.row.slice(0, part.place).join('　');
    const after = part.row.slice(part.place + 1).join('　');
    const lead = before ? `${before}　` : '';
    const text = lead + part.text + (after ? `　${after}` : '');
    const shifted = marks.map(([from, to]) => [from + lead.length, to + lead.length]);
    const [first] = shifted;
    let start = first[0] - BEFORE_MATCH > 6 ? first[0] - BEFORE_MATCH : 0;
    let end = Math.min(text.length, Math.max(start + EXCERPT, first[1]));
    if (/[\udc00-\udfff]/.test(text[start] ?? '')) start -= 1;
    if (/[\udc00-\udfff]/.test(text[end] ?? '')) end += 1;
    const pieces = [[(start ? '……' : '') + text.slice(start, first[0]), false]];
    shifted.filter(([, to]) => to <= end).forEach(([from, to], place, all) => {
      const next = all[place + 1] ? all[place + 1][0] : end;
      pieces.push([text.slice(from, to), true], [text.slice(to, next), false]);
    });
    if (end < text.length) pieces.push(['……', false]);
    return pieces.filter(([piece]) => piece);
  }

  /* ---- Names ---- */

  class Names {
    constructor(content) {
      const kinds = content.kinds.flatMap(([kind, count]) => Array(count).fill(kind));
      const syllables = new Map([...content.characters].map((character, place) => [character, content.syllables[place]]));
      const exceptions = new Map(content.exceptions.map(([entry]) => [entry, new Map()]));
      for (const [entry, variant, position, syllable] of content.exceptions) exceptions.get(entry).set(`${variant}/${position}`, syllable);
      const kindOrder = content.kinds.map(([kind]) => kind);
      this.entries = content.names.map((called, entry) => {
        const [name] = called;
        const code = content.codes[entry];
        const own = exceptions.get(entry);
        return {
          kind: kinds[entry],
          rank: kindOrder.indexOf(kinds[entry]),
          name,
          code,
          detail: content.details[entry],
          url: content.urls[entry].replaceAll('{}', code),
          variants: called.map((text, variant) => {
            const heard = [];
            [...text].forEach((character, position) => {
              const syllable = own?.get(`${variant}/${position}`) ?? syllables.get(character) ?? fold(character).join('').trim();
              if (syllable) heard.push({ position, syllable });
            });
            return { text, folded: normalise(text), heard, initials: heard.map(({ syllable }) => syllable[0]).join('') };
          }),
        };
      });
    }

    /* Exact matches first, then units before codes, regions, terms; beginnings before what is inside. */
    find(text) {
      const query = normalise(text).text;
      if (!query) return [];
      const letters = /^[a-z' ]+$/.test(text.trim().toLowerCase()) ? text.toLowerCase().replace(/[' ]/g, '') : '';
      const code = query.replace(/ /g, '');
      const found = [];
      this.entries.forEach((entry, order) => {
        const match = this.matched(entry, query, letters, code);
        if (match) found.push({ entry, order, ...match });
      });
      found.sort((left, right) => (left.place > 0) - (right.place > 0) || left.entry.rank - right.entry.rank
        || left.place - right.place || left.entry.name.length - right.entry.name.length || left.order - right.order);
      return found;
    }

    matched(entry, query, letters, code) {
      let best = null;
      const take = (place, variant, mark) => { if (!best || place < best.place) best = { place, variant, mark }; };
      const own = entry.code.toLowerCase();
      if (own && /[0-9a-z]/.test(code)) {
        if (own === code || own === query) take(0, null, null);
        else if (own.startsWith(code) && /[0-9]/.test(code)) take(1, null, null);
      }
      for (const variant of entry.variants) {
        const { text, places } = variant.folded;
        const at = text.indexOf(query);
        if (at >= 0) {
          const end = places[at + query.length - 1];
          take(at ? 2 : text.length > query.length ? 1 : 0, variant, [places[at], end + String.fromCodePoint(variant.text.codePointAt(end)).length]);
        } else if (letters) {
          const mark = heardIn(variant, letters);
          if (mark) take(mark[0] ? 4 : 3, variant, mark);
        }
      }
      return best;
    }

    top(text) {
      const found = this.find(text);
      const taken = new Map();
      const others = found.some((match) => match.entry.kind !== found[0].entry.kind);
      return found.filter((match) => {
        const count = (taken.get(match.entry.kind) ?? 0) + 1;
        taken.set(match.entry.kind, count);
        return !others || count <= SHOWN_OF_A_KIND;
      }).slice(0, SHOWN_NAMES);
    }
  }

  /* Where initials or whole syllables are heard in a name, as places of characters. */
  function heardIn({ text, heard, initials }, letters) {
    const characters = [...text];
    const before = (position) => characters.slice(0, position).join('').length;
    const span = (from, to) => [before(heard[from].position), before(heard[to - 1].position + 1)];
    const at = letters.length > 1 ? initials.indexOf(letters) : initials.startsWith(letters) ? 0 : -1;
    if (at >= 0) return span(at, at + letters.length);
    if (letters.length < 2) return null;
    for (let from = 0; from < heard.length; from += 1) {
      let rest = letters;
      for (let to = from; to < heard.length; to += 1) {
        const { syllable } = heard[to];
        if (syllable.startsWith(rest)) return span(from, to + 1);
        if (!rest.startsWith(syllable)) break;
        rest = rest.slice(syllable.length);
      }
    }
    return null;
  }

  /* ---- A query ---- */

  const indexes = new Map();

  function indexAt(root) {
    if (!indexes.has(root)) indexes.set(root, new Index(root));
    return indexes.get(root);
  }

  /* Pages that hold the words, checked against their text. `most` pages are checked at most, fewer once `enough` are
     found; what is found so far is given to `show`, so that the first results need not wait for the others. Where a
     year's next pages do not hold the words, those of another year are tried: its documents may be worded otherwise. */
  async function searchTexts(index, words, { most, enough }, show = () => {}) {
    const manifest = await index.manifest();
    let years = await index.candidates(words, manifest);
    const candidates = years.reduce((sum, year) => sum + year.length, 0);
    const pages = [];
    let checked = 0;
    const found = () => ({ pages: sorted(pages), candidates, checked, complete: checked === candidates });
    while (checked < candidates && checked < most && pages.length < enough) {
      const [year, ...others] = years;
      const size = Math.min(pages.length ? AT_ONCE : AT_FIRST, most - checked);
      const [batch, rest] = [year.slice(0, size), year.slice(size)];
      const texts = await Promise.all(batch.map((number) => index.page(number, manifest)));
      const before = pages.length;
      for (const page of texts) {
        const places = page.places(words);
        if (places.length) pages.push({ url: page.url, title: page.title, detail: page.detail, year: page.year, unit: page.unit, named: page.isNamed(words), places });
      }
      checked += batch.length;
      if (!rest.length) years = others;
      else years = pages.length > before ? [rest, ...others] : [...others, rest];
      if (pages.length) show(found());
    }
    return found();
  }

  const sorted = (pages) => [...pages].sort((left, right) => right.year - left.year || right.named - left.named);

  /* The whole query as it stands; where nothing holds it, pages that hold all of its words. */
  async function texts(index, text, limits, show) {
    const whole = normalisedQuery(text);
    const empty = { pages: [], candidates: 0, checked: 0, complete: true };
    if ([...whole].length < 2) return empty;
    const found = await searchTexts(index, [whole], limits, show);
    const words = text.trim().split(/\s+/u).map(normalisedQuery).filter(Boolean);
    if (found.pages.length || words.length < 2) return found;
    return searchTexts(index, words, limits, show);
  }

  async function query(text, { root = formRoot(), all = false, most = all ? Infinity : MOST_CHECKED } = {}) {
    const index = indexAt(root);
    return index.fresh(async () => {
      const names = await index.names();
      const limits = { most, enough: all ? Infinity : SHOWN_PLACES };
      return { names: names.find(text).map(({ entry }) => entry), ...(await texts(index, text, limits)) };
    });
  }

  /* ---- The box ---- */

  function made(name, { text, ...attributes } = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    if (text !== undefined) element.textContent = text;
    element.append(...children);
    return element;
  }

  const marked = (pieces) => pieces.map(([piece, isMarked]) => (isMarked ? made('mark', { text: piece }) : document.createTextNode(piece)));

  function markedName(text, mark) {
    return mark ? marked([[text.slice(0, mark[0]), false], [text.slice(...mark), true], [text.slice(mark[1]), false]].filter(([piece]) => piece)) : [document.createTextNode(text)];
  }

  function formRoot() {
    const form = document.querySelector('form[data-mz-search], form.mz-search');
    return form ? rootOf(form) : '';
  }

  const rootOf = (form) => form.getAttribute('data-root') ?? document.documentElement.getAttribute('data-mz-root') ?? '';

  let boxes = 0;

  class Box {
    constructor(form) {
      boxes += 1;
      this.form = form;
      this.root = rootOf(form);
      this.index = indexAt(this.root);
      this.input = form.querySelector('input');
      this.panel = document.getElementById(this.input.getAttribute('aria-controls') ?? '') ?? this.newPanel();
      this.panel.classList.add('mz-res');
      this.list = made('div', { role: 'listbox', id: `mz-listbox-${boxes}`, 'aria-label': WORDS.results });
      this.nameList = this.group(WORDS.names);
      this.textList = this.group(WORDS.texts);
      this.note = made('p', { class: 'mz-res__note' });
      this.keys = made('span', { text: WORDS.keys });
      this.more = made('button', { type: 'button', class: 'mz-res__more', text: WORDS.more });
      this.foot = made('p', { class: 'mz-res__foot' }, this.keys, this.more);
      this.live = made('div', { role: 'status', 'aria-live': 'polite', class: 'mz-res__live' });
      Object.assign(this.live.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' });
      this.panel.replaceChildren(this.list, this.note, this.foot);
      this.form.append(this.live);
      this.input.setAttribute('role', 'combobox');
      this.input.setAttribute('aria-autocomplete', 'list');
      this.input.setAttribute('aria-controls', this.list.id);
      this.input.setAttribute('autocomplete', 'off');
      this.turn = 0;
      this.close();
      this.listen();
    }

    newPanel() {
      const panel = made('div', { class: 'mz-res' });
      this.form.after(panel);
      return panel;
    }

    group(title) {
      const id = `mz-group-${boxes}-${title === WORDS.names ? 1 : 2}`;
      const count = made('span');
      const heading = made('h2', { role: 'presentation' }, made('span', { id, text: title }), count);
      const list = made('ul', { role: 'presentation' });
      const section = made('div', { role: 'group', 'aria-labelledby': id }, heading, list);
      this.list.append(section);
      return { section, count, list };
    }

    listen() {
      const { input, form, panel } = this;
      input.addEventListener('focus', () => { this.index.names().catch(() => { /* said when asked */ }); });
      input.addEventListener('input', (event) => { if (!event.isComposing) this.ask(TEXT_PAUSE); });
      input.addEventListener('compositionend', () => this.ask(TEXT_PAUSE));
      input.addEventListener('keydown', (event) => this.key(event));
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        input.focus();
        if (this.isOpen && this.asked === input.value && this.options().length) this.choose();
        else this.ask(0);
      });
      this.more.addEventListener('click', () => this.showMore());
      panel.addEventListener('mousedown', (event) => { if (event.target.closest('[role="option"]')) event.preventDefault(); });
      panel.addEventListener('click', (event) => {
        const option = event.target.closest('[role="option"]');
        if (option && !option.hasAttribute('href')) this.fill(option);
        else if (option && !(event.ctrlKey || event.metaKey || event.shiftKey)) this.close();
      });
      const leave = (event) => { if (!form.contains(event.target) && !panel.contains(event.target)) this.close(); };
      document.addEventListener('pointerdown', leave);
      document.addEventListener('focusin', leave);
    }

    get isOpen() { return !this.panel.hidden; }

    open() {
      this.panel.hidden = false;
      this.input.setAttribute('aria-expanded', 'true');
    }

    close() {
      this.panel.hidden = true;
      this.input.setAttribute('aria-expanded', 'false');
      this.input.removeAttribute('aria-activedescendant');
      this.isMoving = false;
    }

    options() { return [...this.list.querySelectorAll('[role="option"]')]; }

    current() { return this.list.querySelector('[role="option"][data-on]'); }

    /* The option that Enter opens. The first one waits; arrows tell a screen reader which it is. */
    point(option, isMove) {
      for (const other of this.options()) {
        other.toggleAttribute('data-on', other === option);
        other.setAttribute('aria-selected', String(other === option));
      }
      this.isMoving = isMove && Boolean(option);
      if (this.isMoving) {
        this.input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      } else {
        this.input.removeAttribute('aria-activedescendant');
      }
    }

    key(event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const options = this.options();
      const at = options.indexOf(this.current());
      let next = null;
      if (event.key === 'Escape') {
        if (this.isOpen) this.close();
        else this.input.value = '';
        this.turn += 1;
        event.preventDefault();
        return;
      }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (!this.isOpen) {
          if (this.input.value.trim()) this.ask(0);
          event.preventDefault();
          return;
        }
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (!this.isMoving && at === 0 && step === 1) next = options[0];
        else next = options[(Math.max(at, 0) + step + options.length) % options.length];
      } else if (this.isOpen && this.isMoving && event.key === 'Home') {
        [next] = options;
      } else if (this.isOpen && this.isMoving && event.key === 'End') {
        next = options[options.length - 1];
      }
      if (next) {
        this.point(next, true);
        event.preventDefault();
      }
    }

    choose() {
      const option = this.current() ?? this.options()[0];
      option.click();
    }

    /* A name without a page of its own: its texts are what there is to see. */
    fill(option) {
      this.input.value = option.getAttribute('data-query');
      this.input.focus();
      this.ask(0, true);
    }

    async ask(pause, textsOnly = false) {
      this.turn += 1;
      const { turn } = this;
      const text = this.input.value;
      this.asked = text;
      const paused = new Promise((resolve) => { setTimeout(resolve, pause); });
      if (!normalise(text).text) {
        this.close();
        this.live.textContent = '';
        return;
      }
      try {
        await this.index.fresh(async () => {
          const names = await this.index.names();
          if (turn !== this.turn) return;
          const found = textsOnly ? [] : names.top(text);
          this.showNames(found);
          if ([...normalisedQuery(text)].length < 2) {
            this.showTexts(null, found.length ? '' : WORDS.one);
            this.tell(found.length, WORDS.one);
            return;
          }
          this.showTexts(null, WORDS.searching);
          await paused;
          if (turn !== this.turn) return;
          this.limits = { most: MOST_CHECKED, enough: SHOWN_PLACES };
          const show = (result) => { if (turn === this.turn) this.showResult(result, found.length); };
          const result = await texts(this.index, text, this.limits, show);
          if (turn !== this.turn) return;
          this.tell(found.length, this.showResult(result, found.length));
        });
      } catch (error) {
        if (turn === this.turn) this.fail(error);
      }
    }

    async showMore() {
      const { turn } = this;
      const count = this.options().length;
      this.limits = { most: this.limits.most + MOST_CHECKED, enough: Infinity };
      this.more.disabled = true;
      try {
        const result = await this.index.fresh(() => texts(this.index, this.asked, this.limits));
        if (turn !== this.turn) return;
        const names = this.nameList.list.childElementCount;
        this.tell(names, this.showResult(result, names, Infinity, Infinity));
        this.input.focus();
        const next = this.options()[count];
        if (next) this.point(next, true);
      } catch (error) {
        if (turn === this.turn) this.fail(error);
      } finally {
        this.more.disabled = false;
      }
    }

    fail(error) {
      const sentence = error instanceof OldBrowser ? WORDS.old : WORDS.failed;
      this.showTexts(null, sentence);
      if (!this.isOpen) this.showNames([]);
      this.open();
      this.live.textContent = sentence;
    }

    showNames(found) {
      const items = found.map(({ entry, variant, mark }) => {
        const own = variant === entry.variants[0] ? mark : null;
        const small = made('small');
        if (entry.detail) small.append(entry.detail);
        if (variant && variant !== entry.variants[0]) small.append(`${entry.detail ? '　' : ''}${WORDS.alias}`, ...markedName(variant.text, mark));
        const kind = WORDS.kinds[entry.kind] + (entry.code && entry.kind !== 'unit' ? ` ${entry.code}` : '');
        const option = this.option(entry.url ? `${this.root || './'}${entry.url}` : null, made('span', {}, ...markedName(entry.name, own)), made('span', { class: 'k', text: kind }), small);
        if (!entry.url) option.setAttribute('data-query', entry.code || entry.name);
        return option;
      });
      this.fillGroup(this.nameList, items);
      this.point(this.options()[0] ?? null, false);
      this.open();
    }

    /* Shows what was found in the texts, and returns the sentence that says how much it is. */
    showResult(result, nameCount, most = SHOWN_PLACES, ofPage = SHOWN_OF_A_PAGE) {
      const { pages } = result;
      const each = Math.max(1, Math.min(ofPage, Math.floor(most / Math.max(1, pages.length))));
      const places = pages.reduce((sum, page) => sum + page.places.length, 0);
      const counted = result.complete
        ? WORDS.counted(pages.length, places)
        : WORDS.about(Math.round(result.candidates * pages.length / result.checked), Math.round(result.candidates * places / result.checked));
      const shown = [];
      let wasCut = !result.complete;
      for (const page of pages) {
        const taken = page.places.slice(0, Math.min(each, most - shown.length));
        wasCut ||= taken.length < page.places.length;
        taken.forEach((place, at) => shown.push([page, place, at]));
      }
      const hasNumber = /[0-9]/.test(this.asked.normalize('NFKC'));
      const none = result.complete ? (nameCount ? WORDS.noText : WORDS.none) + (hasNumber ? WORDS.numbers : '') : WORDS.notYet(result.checked);
      this.showTexts(shown, pages.length ? '' : none, pages.length ? counted : '');
      this.more.hidden = !wasCut;
      this.foot.hidden = this.keys.hidden && !wasCut;
      if (pages.length) return counted;
      return result.complete ? WORDS.noText : none;
    }

    showTexts(shown, note, count = '') {
      const items = (shown ?? []).map(([page, place, at]) => this.option(
        `${this.root || './'}${page.url}#${place.anchor}`,
        made('span', { text: place.title }),
        made('span', { class: 'k', text: at ? WORDS.same : `${page.title} ${page.year}` }),
        made('span', { class: 'x' }, ...marked(place.excerpt)),
      ));
      const current = this.current();
      const { isMoving } = this;
      this.fillGroup(this.textList, items);
      this.textList.count.textContent = count;
      const isKept = (option) => option === current || (option.hasAttribute('href') && option.getAttribute('href') === current?.getAttribute('href'));
      const kept = this.options().find(isKept);
      this.point(kept ?? this.options()[0] ?? null, isMoving && Boolean(kept));
      this.note.textContent = note;
      this.note.hidden = !note;
      this.more.hidden = true;
      this.keys.hidden = !this.options().length;
      this.foot.hidden = this.keys.hidden;
    }

    option(address, ...children) {
      const option = made('a', { role: 'option', tabindex: '-1', 'aria-selected': 'false' }, ...children);
      if (address) option.setAttribute('href', address);
      return option;
    }

    fillGroup(group, options) {
      group.list.replaceChildren(...options.map((option) => made('li', { role: 'presentation' }, option)));
      group.section.hidden = !options.length;
      this.options().forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    }

    tell(names, textSentence) { this.live.textContent = WORDS.told(names, textSentence); }
  }

  const attached = new WeakSet();

  function attach(form) {
    if (attached.has(form) || !form.querySelector('input')) return;
    attached.add(form);
    new Box(form);
  }

  document.querySelectorAll('form[data-mz-search], form.mz-search').forEach(attach);

  /* For tests, and for whoever wants results without the box. */
  window.mzSearch = Object.freeze({ attach, query, normalise: (text) => normalise(text).text });
})();
