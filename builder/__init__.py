"""The map: one sentence for each package and for the modules of each stage. A build is one straight line.

    load → validate → assemble → audit → render + export + index → publish

`ingest` stands before the line (documents → a draft package), `printout` beside export (a package → the document).
Verbs are stages, nouns are what one stage hands to the next. Stages never import each other; they meet in
`batches.py` and `shared.py`; reading begins with `pipeline.py`. The modules of a package within a stage say what
they are for in their own first sentence.

    __main__.py         `python -m builder` is the command `mingzhang`.
    cli/                The command line: arguments in, exit code out; the only package that prints.
      cli/accept.py     `mingzhang accept`: a draft that a person has gone over becomes a package of the project.
      cli/arguments.py  The commands and their options.
      cli/changes.py    What changed between two states of the data, as text for people and as JSON for programs.
      cli/commands.py   What each command does: have the pipeline run, print what it found, decide the exit code.
      cli/diff.py       Compare two states of the data, each a folder or a git revision, and say what changed.
      cli/draft_list.py  The drafts that wait for a person: which there are, and the page that lists them.
      cli/explain.py    What a rule asks, in words: for `mingzhang explain`, from the sentences of findings and the
                        catalogue of rules.
      cli/fix.py        Write the schemas of every descriptor anew from `builder/schemas`, leaving what a person wrote
                        as it stands.
      cli/github.py     A finding as a workflow command of GitHub, which shows it beside its line in a pull request.
      cli/import_batch.py  `mingzhang import --batch`: every disclosure of a folder, each on its own, and who needs a
                           person.
      cli/import_draft.py  `mingzhang import`: documents → draft packages, and what a person must look at.
      cli/mkdocs_plugin.py  The door for a plain `mkdocs build` or `mkdocs serve`: the same pipeline, the same files
                            as `mingzhang build`.
      cli/print.py      `mingzhang print`: datasets → the printed disclosures, as Word documents, workbooks and web
                        pages.
      cli/processes.py  Processes of this machine that do the tasks of a run, and end with it however it ends.
      cli/progress.py   How far a long run has come: a bar on a terminal, plain lines elsewhere, nothing when asked to
                        be quiet.
      cli/project.py    Where the project stands, and which packages a command is about.
      cli/publishing.py  Where a site is published: a folder of this machine, swapped in whole, or a store that holds
                         build beside build.
      cli/reports.py    A report in the form asked for: text for people, JSON for programs; GitHub's annotations and
                        SARIF beside it.
      cli/revisions.py  The data of a git revision, read into a temporary folder: nothing is checked out, no shell is
                        asked.
      cli/running.py    Run the pipeline over the packages that a command is about: in which processes, against what
                        beside them.
      cli/sarif.py      Findings as a log of SARIF 2.1.0: the rules that spoke, and a result for each finding.
      cli/serve.py      Serve the site on this machine only; build again and reload the page when a source changes.
      cli/words.py      The sentences of the command line, in the language asked for.
    pipeline.py         The whole build on one screen: load → validate → assemble → audit → render + export + index →
                        publish.
    difference.py       What changed between two states of the data: figures by the keys of their rows, findings by
                        their places.
    importing.py        What a project knows that importing needs: code lists, packages of the same unit, what does
                        not agree in a draft.
    preparing.py        What a run needs to know before any batch: the code lists, what lies in the packages, what all
                        results depend on.
    making.py           The batches of a run: those that the last run left are taken over, the others are made in the
                        processes there are.
    joining.py          The files made from all batches, written to the new site: those whose grounds did not change
                        are taken over.
    run.py              How a run is carried out, and the site that it is for: what every step of the pipeline is
                        handed.
    shared.py           What is made from all batches together: the pages that list, the bulk files, both searches.
    former.py           What the last run left: which results the site at a place was made of, so that only what
                        changed is made again.
    batches.py          What one worker does to one batch of packages: the line from load to pages, in any process, in
                        any order.
    planning.py         Which packages are worked on together, and the key that tells all that their results depend
                        on.
    report.py           What a run found: each batch's share of it, and the whole put together from the shares.
    neighbourhood.py    What stands beside each disclosure in other packages: last year's, the department's, its
                        units', all units' names.
    cluster/            Beyond one machine: the engine that runs the tasks of a build, and places to write to that are
                        no folder.
      cluster/dask_executor.py  Workers on other machines, through Dask's own interface of `concurrent.futures`.
      cluster/executors.py  Which engine runs the tasks of a build: processes of this machine, or workers of a Dask
                            scheduler.
      cluster/failure.py  What is raised where other machines, or the place where they write, refuse.
      cluster/media_types.py  What a file is, by the end of its name, for stores that hand a file out as what they
                              were told it is.
      cluster/object_store.py  Object stores, and whatever else fsspec has a door to: `s3://bucket/site`,
                               `memory://site`, `file:///srv/site`.
      cluster/releases.py  A site in a place that cannot swap folders: each build in a folder of its own, one small
                           file says which counts.
      cluster/storage.py  Where the files of a build are written and read: a folder of this machine, or a place that
                          is no folder.
    ingest/             A disclosure document → a draft package, its ledger, and what a person must look at.
      ingest/amounts.py  The text of a cell → the amount that it prints, and what is unusual about how it is printed.
      ingest/archive.py  Zip containers within limits: office files checked part by part, archives of a disclosure's
                         parts unpacked.
      ingest/completion.py  What a document does not say of itself: from the project's packages of the same unit, else
                            left to a person.
      ingest/confined.py  The process in which a document is read: gives up what it does not need, runs one function,
                          tells the result.
      ingest/contents.py  The numbers of tables that stand in the list of contents only.
      ingest/draft.py   All recognisers over one disclosure: the rows of a draft package, and what each piece of the
                        source became.
      ingest/explanation/  The explanation (part 3 of a disclosure) → narrative, its figures, procurement, assets and
                           projects.
      ingest/failures.py  Why a disclosure was not read: values with one sentence for a person, never a traceback.
      ingest/forms/     Performance-target forms → projects, their targets and their indicators.
      ingest/importing.py  One disclosure from its files to its draft, in a process of its own with little time and
                           memory.
      ingest/knowledge.py  What is known beside a document: code lists, the unit's own packages, and the year that the
                           document is about.
      ingest/ledger.py  The ledger: every piece of the source with where it went, and what of it was not imported, and
                        why.
      ingest/opening.py  The gate before the readers: files of known forms whose content is what their names say, and
                         nothing else.
      ingest/outline.py  Cut the stream of rows into zones: which part of a disclosure each stretch is, by its
                         heading.
      ingest/passages.py  Lines as pages broke them → paragraphs; what is no line of a page is a paragraph as it
                          stands.
      ingest/profile/   Profile, cover, contents, glossary and signature → what the document says of itself and of its
                        unit.
      ingest/projects.py  One project under the names that explanation, form and table give it, with an id that stays
                          over the years.
      ingest/readers/   Readers: the bytes of one file → a `Document`, every text of it in a block or set aside with a
                        reason.
      ingest/reading.py  The files of one disclosure that passed the gate → its documents.
      ingest/recognised.py  What recognisers hand back: records, which piece of the source went into which, and what a
                            person must look at.
      ingest/review/    The page on which a person goes over a draft: doubts first, then each table beside what the
                        source prints.
      ingest/sandbox.py  Run a function in a process of its own: little time and memory, no network, nothing to write
                         to.
      ingest/signatures.py  What the first bytes of a file say it is, whatever its name says.
      ingest/source.py  A document as read: pieces of text in reading order, each with its place, some of them cells
                        of grids.
      ingest/tables/    Printed tables → rows of the canonical tables.
      ingest/vocabulary/  The words by which documents are recognised, one YAML file a recogniser: Chinese labels are
                          data, not code.
      ingest/words/     The sentences of the importer, one YAML file a topic: key → zh and en.
      ingest/writing.py  Write a draft package into a new folder: tables, descriptor, ledger, and the document itself.
    load/               The gate: files become records with their places; nothing unsafe or unreadable passes.
      load/characters.py  Which characters a text may hold, and how to show those that it may not.
      load/csv_scanner.py  A careful reading of CSV: every record with its line, every disorder of quotes at the line
                           where it begins.
      load/descriptors.py  Read a descriptor (`datapackage.yaml`), keeping the line of each key by its path.
      load/limits.py    Every limit of the gate, in one place; `docs/publishers.md` shows those that a maintainer may
                        meet.
      load/packages.py  Find every Data Package, and read one: the gate that hands on plain local text and findings.
      load/paths.py     Which paths a package may name, and how their files are opened: never through a link, never
                        outside.
      load/properties.py  The structure of a descriptor: known properties of the right kind, and which files it points
                          to.
      load/report.py    What is wrong with one file: findings gathered while it is read, bounded in number.
      load/tables.py    Read a table (CSV), keeping physical line numbers, and report what is damaged.
      load/text.py      Bytes to text: UTF-8 and nothing else, with the likely encoding and the cure where it is
                        another.
      load/yaml_lines.py  The short way through a YAML table written as it should be: one key a line, every record
                          alike, short values.
      load/yaml_nodes.py  A YAML file as nodes that keep their lines: no anchors, aliases, merge keys or tags; keys
                          unique.
      load/yaml_tables.py  Read a table written as YAML: a list of flat records, each value one scalar, with the line
                           of each value.
    validate/           Records → typed rows: a package obeys the Data Package standard, our profile and its Table
                        Schemas.
      validate/authority.py  Frictionless's own verdict on a package, kept by content so that it is asked once.
      validate/cells.py  One cell obeys its field: text → value, or the name of the rule that it breaks.
      validate/descriptors.py  A descriptor obeys our profile: known resources, one file each, our schemas inline as
                               they stand.
      validate/frictionless_parts.py  The parts of frictionless that a quick proof needs: its metadata checks, its
                                      file readers, its cell readers.
      validate/package.py  One package whole: its descriptor, its tables, their references, and frictionless's
                           verdict.
      validate/plain_yaml.py  YAML's plain values, read as PyYAML's safe loader reads them, quicker where a file is a
                              list of flat records.
      validate/quick_proof.py  A quick proof that frictionless has nothing against a package; in any doubt there is
                               none, and stock is asked.
      validate/references.py  Every code and key points at a row that is there, and a table is empty exactly where the
                              document says so.
      validate/source_cells.py  Each odd cell that is kept as printed belongs to a figure or a code of a table; a
                                figure was read as there.
      validate/tables.py  Every cell of a table obeys its Table Schema, and its primary keys are distinct.
    assemble/           Typed rows → model. Total on validated rows: it never reports.
      assemble/catalog.py  The packages of `datasets/classifications/` and `datasets/glossary/` as the catalog.
      assemble/content_digests.py  For each unit-year of a package, a digest of everything that its disclosure is made
                                   from.
      assemble/disclosures.py  One package, which may hold many units and years, as its disclosures.
      assemble/facts.py  The long table that analysts sum: facts from leaf rows only, derived, never printed.
      assemble/joined_lines.py  Paragraphs whose lines are broken where the page ended them, as the one line that they
                                are.
      assemble/narrative_figures.py  The figures of a text that came without them: read by rule, each row standing
                                     where its paragraph does.
      assemble/prior_year.py  Last year's figures as far as the text lets one know them: printed, or amount less
                              change; derived, never printed.
      assemble/rows.py  A typed table as rows of the model.
      assemble/tables.py  The tables of a disclosure as printed: their lines, total row and odd cells under one roof.
    audit/              Model → findings: what a published document says of the same money in several places, set side
                        by side.
      audit/case.py     One disclosure under audit, with what it is held against: code lists, its neighbours, its
                        template.
      audit/completeness.py  Whether what has to be disclosed is there: 24 items with weights of ours, apart from
                             whether it is right.
      audit/diagnosis.py  Which printed figure may be the wrong one: each in turn is set to what an equation needs,
                          and all are tried again.
      audit/engine.py   Hold one disclosure to every rule.
      audit/figures.py  A printed figure by its address, and the equations between figures: whether they hold, and by
                        how much they fail.
      audit/limits.py   A figure held to a limit: it must not be above it.
      audit/names/      Names and codes: of items in the classification, and of units.
      audit/once.py     What several rules need, made once: for one case, for one table, or for all that share a
                        value.
      audit/outcomes.py  What a rule says of one place: it held, it did not, or the rule does not apply to this
                         document.
      audit/projects/   Projects, their forms, and procurement: what is planned agrees wherever it is told.
      audit/responses.py  What the unit says of a finding is set beside it: it explains, and takes nothing away.
      audit/rules.py    The rules in the order in which they speak; nothing registers itself.
      audit/slips.py    What kind of slip turns the figure that is needed into the one that is printed.
      audit/tables/     The printed tables: rows, levels and totals add up, and what stands in two tables is the same.
      audit/text/       The narrative: what it states agrees with the tables and with itself, in figures and in words.
      audit/unit/       The unit itself: its people, assets and dates, and the department above it.
      audit/vocabulary.py  The words and patterns that rules look for in a document, from `vocabulary.yaml` beside
                           this module.
      audit/words.py    The names of tables, rows and columns as sentences use them, taken from the document and the
                        schemas.
    render/             Model → page bodies: pure functions that return a page's path and what fills its shell.
      render/about.py   The last sections: terms, what the document is, how to cite it and take it away.
      render/amounts.py  How amounts are shown: as printed in the tables, shortened to two decimals of 10,000 yuan
                         everywhere else.
      render/anchors.py  Addresses inside a unit-year page: every figure has one, and once published it stays.
      render/charts/    Charts written at build time as SVG: readable without scripts, in print and at any width.
      render/checks.py  The panel of checks: what disagrees, by likely cause and equal difference, then what agrees or
                        does not apply.
      render/checks_page.py  All findings of the site on one page, with how common each rule's are.
      render/completeness.py  Whether everything that has to be disclosed is there: the items of one document, and all
                              documents side by side.
      render/data_page.py  The page on taking the data away: bulk files, and every column of every resource from its
                           schema.
      render/directory.py  The directory of units: each once, by region, with its latest year; a page for each region
                           where they are many.
      render/downloads.py  The links of a unit-year page to the files beside it; to the bulk files where those of a
                           kind lie there only.
      render/figures.py  The figures a reader asks for first, each with the cell it is printed in, and the changes
                         that the text states.
      render/finding_files.py  The files behind the list of findings: a head that counts, and parts by region that
                               hold the findings themselves.
      render/flow.py    The section on where the money comes from and goes, drawn as far as its parts add up.
      render/glossary.py  The glossary: each standard term with its sense, and how the units explain it in their own
                          words.
      render/home.py    The front page: what this is, search, how one document came through its checks, what is
                        newest.
      render/linked_data.py  The page's description for machines: a schema.org Dataset as JSON-LD.
      render/listed.py  The findings of one document as the lists of findings show them, packed to go from process to
                        process.
      render/lists.py   The pages and files that list many disclosures: what each unit-year gives to them, and which
                        there are to be made.
      render/marks.py   Finding marks: numbers on the cells of a table, and the notes under it that say what
                        disagrees.
      render/narrative.py  The section with the document's text, by section, its terms marked and its findings beside
                           the figures.
      render/overview.py  The head of a unit-year page: its name, a summary made by rule, four key figures, the line
                          on the checks.
      render/pages.py   What a page is before it is poured into a shell.
      render/places.py  Where a finding stands: the words for its place, its anchor on the page, and the sentence of
                        the text.
      render/printed.py  The statutory tables as printed: every row, column and label in its order, an anchor on every
                         figure.
      render/printed_heads.py  The head of a printed table: merged cells above its columns, those of blank columns
                               marked.
      render/projects.py  The section on projects: what each is for, what it costs in each part of the document, what
                          it is to reach.
      render/records.py  Any resource as a plain table of its rows: the columns that hold something, under their
                         schema's titles.
      render/resources.py  The sections on people, procurement and assets.
      render/rule_pages.py  A page for each rule: what it holds, what it cannot see, how it fared, and its first
                            findings.
      render/rules.py   The rules as readers meet them: the words of each, the groups they stand in, and how often
                        each held or spoke.
      render/shells.py  The theme's page, made once per kind and cut at its markers, so that filling one is a join.
      render/shown.py   A finding as pages show it: its place, both figures, what it says, the hint to its cause, the
                        unit's response.
      render/spending.py  The sections on expenditure by function and by economic nature, each a chart, its table and
                          its changes.
      render/summary.py  What the pages that list many disclosures need of each: a small record, quick to read by the
                         thousand.
      render/tables.py  The section with the statutory tables as printed, each with its facts, its downloads and its
                        notes.
      render/terms.py   Glossary terms: the unit's own list beside the standard one, and the words that lead to them
                        in a text.
      render/text.py    Text from data becomes page text here: one escaping function, one template environment, one
                        list of words.
      render/three_public.py  The section on overseas trips, official vehicles and official reception.
      render/unit.py    The page of a unit over the years: the latest first, its trend, the way to each year.
      render/unit_year.py  The page of one unit and year: its parts in the order in which readers ask.
    export/             Downloads: the model as CSV, JSON, workbooks and Data Packages; bytes out, no file touched.
      export/archive.py  Zip archives whose bytes depend on their content alone: sorted, one fixed date, one
                         compression.
      export/bulk_overview.py  What tells of the bulk files once they are made: their descriptor, `index.json`, and
                               `data.zip` of them all.
      export/bulk_parts.py  What the bulk files need of the unit-years of one package, as segments that are joined
                            without being read through.
      export/bulk_references.py  Units, regions and codes, which many unit-years describe: of each the row of the
                                 newest year counts.
      export/bulk_tables.py  The tables under `data/`, each made from the segments of all packages without holding
                             more than one of them.
      export/choice.py  Which downloads a site gives: as its settings say, else as many as fit a static host.
      export/deflated.py  Deflate streams in pieces: compressed apart, joined later into one stream without being
                          unpacked.
      export/descriptor.py  `datapackage.json`: a descriptor of version 2 that tools of version 1 read too, complete
                            in itself.
      export/document_json.py  `data.json`: everything of a unit and year in one file.
      export/finding_list.py  `findings.json`: all findings as records, for programs that would rather not read a
                              table.
      export/finding_rows.py  The findings of a unit and year: as rows of the resource `findings`, and as records of
                              the machine interface.
      export/index_entry.py  The object of a unit-year in `index.json`: what it is, its totals, how it fared, and its
                             files with their sizes.
      export/sheets.py  What each sheet of `tables.xlsx` holds: the tables as printed first, with their total rows,
                        then the rest.
      export/site.py    What the downloads say of the site that publishes them, and the few Chinese words that they
                        need.
      export/tables.py  Rows of a resource as CSV: UTF-8 without BOM, LF, comma, English names as header, nothing
                        rounded or trimmed.
      export/unit_years.py  Everything that lies beside the page of a unit and year: each resource, and all of them in
                            other forms.
      export/workbook.py  `tables.xlsx`: sheets written cell by cell with a type, so that nothing in them is taken for
                          a formula.
      export/workbook_parts.py  The XML parts of a workbook around its cells: the frame of a sheet, shared texts,
                                styles, the list of sheets.
    printout/           A dataset → the printed disclosure in the layout of its template, as Word document, workbook
                        or web page.
      printout/archive.py  An Office file packed anew, so that its bytes depend on its content alone: sorted parts,
                           one fixed date.
      printout/content.py  What a printed document is made of, whatever its form: sections of headings, paragraphs and
                           tables.
      printout/document.py  A disclosure as a whole document: cover, contents, the parts of its template, signature.
      printout/forms.py  The performance-target form of a project: its money, its goal, its indicators by level.
      printout/parts.py  The parts of a document in the order of its template, each with its title and what stands in
                         it.
      printout/printed_grid.py  The grid of a statutory table, cell by cell as the document shows it.
      printout/profile.py  What is said of the unit itself: its organisation and divisions, its posts and people, put
                           into sentences.
      printout/tables.py  A statutory table as it is printed: its number, title and caption, its grid, its note.
      printout/text.py  The explanation as it was written, the performance forms where it has them, and the glossary.
      printout/web.py   The document as one web page: no script, no other file, its pages those of A4 paper when it is
                        printed.
      printout/word.py  The document as a Word file: real styles and tables, A4, wide tables on pages on their side,
                        no other file named.
      printout/word_styles.py  The styles of a Word document: fonts for Chinese and for Latin letters, and a style for
                               each kind of paragraph.
      printout/word_tables.py  A table as the XML of a Word document: merged cells, heading rows that each page
                               repeats, fixed widths.
      printout/wording/  The words around the data, and the order of the parts, one YAML file a template over those of
                         `plain.yaml`.
      printout/workbook.py  The document as a workbook: a sheet for each table and each stretch of text, ready to be
                            printed on A4.
      printout/workbook_cells.py  Cells of a workbook: text that stays text, amounts shown as they are printed,
                                  borders, fonts, heights of rows.
    index/              Page texts → name index and full-text search, as files that `search.js` reads.
      index/batch.py    What a batch of pages leaves for the search: fragments ready to publish, and segments to join
                        with others.
      index/disclosure_text.py  What can be found of a disclosure: its names, texts, and figures as printed; the fixed
                                labels of forms are not.
      index/entries.py  What has a name: the entries that a disclosure and the catalog give to the name index.
      index/fragments.py  A page as the browser needs it, to compare a candidate and to cut an excerpt.
      index/joining.py  The batches' segments as one index: the list of pages, terms spread over files by a hash, the
                        manifest.
      index/name_entries.py  What the name index knows of a thing with a name.
      index/name_segments.py  The names of a batch of pages and how they are read, as bytes to join with those of
                              other batches.
      index/names.py    The name index: units, codes, regions and terms in one small file, which answers every key
                        stroke.
      index/page_terms.py  Which of some pages have which term, worked out clause by clause.
      index/page_texts.py  The text of a page, passage by passage, each with the anchor at which a reader finds it.
      index/pages.py    A disclosure's page as the search knows it.
      index/pinyin.py   The reading of a name, a syllable a character, with the phrase it stands in taken into
                        account.
      index/postings.py  The pages of a term, as few bytes: gaps, runs or a bitmap, whichever is smallest.
      index/term_groups.py  The terms of some pages in groups, as bytes, so that who joins many batches holds one
                            group at a time.
      index/terms.py    The terms of a text: what a query is looked up by, before its candidates are compared with
                        their text.
      index/text.py     Text as the search sees it; `search.js` holds the same rules, and a test holds both to the
                        same result.
    publish/            Outputs → a site on disk: staged whole, described by a manifest, swapped in at the end.
      publish/failure.py  What is raised where the outside world refuses to take a site.
      publish/manifest.py  Every published file with its size and checksum.
      publish/site_folder.py  Where the files of a new site are written, and the old site beside it, whose files may
                              be taken over.
      publish/sitemap.py  The list of addresses for search engines, at most 50,000 a file (sitemaps.org protocol 0.9).
      publish/staging.py  A site is written to a new folder beside its place and swapped in whole.
    theme/              The site generator behind one door: it is run here, and its pages and shells are handed back.
      theme/digest.py   What the generator's pages depend on besides the program: the settings, the hand-written
                        pages, the environment.
      theme/fingerprints.py  Our own stylesheet, scripts and icon, each under a name that changes with its content.
      theme/generator.py  Run MkDocs in this process, quietly, into a folder that is gone afterwards.
      theme/injection.py  What is put into a MkDocs run before it renders: the shells, our files, and nothing of the
                          theme that no page uses.
      theme/shells.py   The kinds of shell: where each stands, which slots it has, and that every slot occurs exactly
                        once.
    cache/              What was worked out before, kept under the digest of all it was made from: safe to delete,
                        bounded in size.
      cache/code.py     The program's own version, finer than its number: the digest of its files and of the libraries
                        beside it.
      cache/inputs.py   A folder of files as the file system tells of it, and the digest of what is in them.
      cache/pickles.py  Values of the model as bytes and back, by pickle held to plain data.
      cache/segment_files.py  Segments as one file: a list of names, places and digests, then the bytes, so that each
                              is read alone.
      cache/store.py    A folder of results by stage and key: whatever is missing or damaged in it is worked out
                        again.
    layout/             How statutory tables stand on paper: grids, merged headings, labels and amounts as printed,
                        whoever shows them.
      layout/amounts.py  Amounts as a table prints them: its unit, its precision, its separators.
      layout/grids.py   The grid of a printed table: its columns under their headings, from the template's profile or
                        the schema's titles.
      layout/headings.py  The merged cells above the columns of a grid: columns under one label share a cell, a short
                          path reaches down.
    narrative/          The grammar of the explanation (part 3 of a disclosure): sentences → figures, by rule alone.
      narrative/absences.py  Sentences that say that there is no money: of a fund, for a purpose.
      narrative/changes.py  What a clause on a change says: amounts and percentages whose sign comes from the verb.
      narrative/clauses.py  A paragraph as clauses: what stands between two stops, with its place and the stop that
                            ends it.
      narrative/counts.py  Figures that are counted: assets, projects under performance management; and the size of
                           each project.
      narrative/document.py  What has been read of one document, and which figure stands under a name in a section.
      narrative/entries.py  Entries of the list of items: each under its path of class, section and item, in one of
                            three manners.
      narrative/extract.py  All figures that the paragraphs of one document state, in print order.
      narrative/figure.py  A paragraph of the explanation, a figure that it states, and the figure while it is being
                           read.
      narrative/grammar.py  The words and expressions of `grammar.yaml`, compiled on first use.
      narrative/names.py  Names as written → codes, by the names that the tables of the same document print beside
                          their codes.
      narrative/reading.py  The clauses of one paragraph as figures: an amount under its name, then its share, change,
                            purpose and reason.
    schemas/            The Table Schemas: one YAML file a resource, the single source of every column.
      schemas/block_text.py  YAML as people review it: one key a line, long texts on one line, values by their field's
                             type.
      schemas/pieces.py  Cut the text of a descriptor where one resource ends and the next begins: thousands of
                         packages share the pieces.
    profiles/           Template profiles: how the tables of a region's disclosures look in print, one YAML file a
                        template.
    messages/           The sentences of every finding, by rule, in Chinese and English, from the YAML files beside
                        this module.
    records.py          A row as read, with its place: what `load` hands to `validate`, and what `validate` hands on.
    findings.py         A finding: a rule, a place, the facts; its sentences are in `builder/messages`.
    outputs.py          Files of the site that are not yet written, and what is known of them once they are.
    segments.py         Named byte strings under one roof: what a batch leaves for the files that are made from all
                        batches together.
    mapping.py          How tasks are carried out: in the processes there are, few of them waiting at a time, results
                        as they come.
    clock.py            How long each stage takes: processor seconds by stage, added up over processes.
    model/              The domain: rows, codes, money, a unit's disclosure of a year, the catalog of codes and terms.
      model/catalog.py  What all disclosures share: the classifications by year and the glossary.
      model/codes.py    Codes of the functional (3, 5, 7 digits) and economic (3, 5 digits) classification: text,
                        never numbers.
      model/disclosure.py  A unit's disclosure of one year: every resource of it, and its tables as printed.
      model/downloads.py  Which downloads lie beside each unit-year page, and which there are in bulk only.
      model/money.py    Exact amounts: `Decimal` in 10,000 yuan (wan), and their printed forms.
      model/rows.py     A row of a resource after its cells were found good: values by column name, and where it
                        stands.
"""
