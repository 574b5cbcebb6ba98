"""The map: one sentence for each entry, in reading order. A build is one straight line.

    load → validate → assemble → audit → render + export + index → publish

Verbs are stages, nouns are what one stage hands to the next. Stages never import each other; they meet in
`batches.py`, `shared.py` and `pipeline.py`, where reading begins.

    __main__.py         `python -m builder` is the command `mingzhang`.
    cli/                The command line: arguments in, exit code out; the only package that prints.
      cli/arguments.py  The commands and their options.
      cli/changes.py    What changed between two states of the data, as text for people and as JSON for programs.
      cli/commands.py   What each command does: have the pipeline run, print what it found, decide the exit code.
      cli/diff.py       Compare two states of the data, each a folder or a git revision, and say what changed.
      cli/explain.py    What a rule asks, in words: for `mingzhang explain`, from the sentences of findings and the
                        catalogue of rules.
      cli/fix.py        Write the schemas of every descriptor anew from `builder/schemas`, leaving what a person wrote
                        as it stands.
      cli/github.py     A finding as a workflow command of GitHub, which shows it beside its line in a pull request.
      cli/mkdocs_plugin.py  The door for a plain `mkdocs build` or `mkdocs serve`: the same pipeline, the same files
                            as `mingzhang build`.
      cli/progress.py   How far a long run has come: a bar on a terminal, plain lines elsewhere, nothing when asked to
                        be quiet.
      cli/project.py    Where the project stands, and which packages a command is about.
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
    report.py           What a run found, put together from its batches.
    difference.py       What changed between two states of the data: figures by the keys of their rows, findings by
                        their places.
    shared.py           What is made from all batches together: the pages that list, the bulk files, both searches.
    batches.py          What one worker does to one batch of packages: the line from load to pages, written to the
                        staging folder.
    neighbourhood.py    What stands beside each disclosure in other packages: last year's, the department's, its
                        units', all units' names.
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
      validate/package.py  One package whole: its descriptor, its tables, their references, and frictionless's
                           verdict.
      validate/references.py  Every code and key points at a row that is there, and a table is empty exactly where the
                              document says so.
      validate/source_cells.py  Each odd cell that is kept as printed belongs to a figure or a code of a table; a
                                figure was read as there.
      validate/tables.py  Every cell of a table obeys its Table Schema, and its primary keys are distinct.
    assemble/           Typed rows → model. Total on validated rows: it never reports.
      assemble/catalog.py  The packages of `datasets/classifications/` and `datasets/glossary/` as the catalog.
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
        audit/names/code_names.py  Names of codes: against the code list of the year, and against each other within
                                   one disclosure.
        audit/names/codes.py  Codes themselves: they are in the classification, stand under their parents, and are
                              printed whole.
        audit/names/name_rules.py  The rules on names and codes, in the order of the catalogue.
        audit/names/names_of_codes.py  What codes are called: in the tables of a disclosure, and by sources that are
                                       not that disclosure.
        audit/names/naming.py  How a document calls its unit: one name throughout, no other unit's, and the words of
                               its own kind and level.
        audit/names/narrative_paths.py  Paths of codes in the text, `class-section-item` or with their levels marked:
                                        each level names its ancestor.
        audit/names/running_numbers.py  Codes that are a running number: sections of a class numbered 01, 02, 03…
                                        under the names of other codes.
        audit/names/uncoded_names.py  Entries of the text under a name that no table has: which code they mean, told
                                      by their amounts.
        audit/names/unit_names.py  Names of units: where a document speaks of whom, and every name that is known.
      audit/once.py     What several rules need, made once: for one case, or for all that share a value.
      audit/outcomes.py  What a rule says of one place: it held, it did not, or the rule does not apply to this
                         document.
      audit/projects/   Projects, their forms, and procurement: what is planned agrees wherever it is told.
        audit/projects/cost_indicators.py  Cost indicators of a performance form against what the narrative says the
                                           project's money is for.
        audit/projects/performance.py  The performance form of a project: its money, its indicators, its goal.
        audit/projects/performance_counts.py  Projects under performance management: how many and how much is said,
                                              against the forms and the narrative.
        audit/projects/procurement.py  Government procurement: its kinds, what is reserved for small enterprises, what
                                       is to be bought.
        audit/projects/project_names.py  Names of projects and of what their money is for: when two of them mean the
                                         same.
        audit/projects/project_parts.py  A project as it stands in the parts of a document: the project table, the
                                         narrative, the performance form.
        audit/projects/projects.py  Projects: one amount and one name in the project table, the narrative and the
                                    performance form.
      audit/responses.py  What the unit says of a finding is set beside it: it explains, and takes nothing away.
      audit/rules.py    The rules in the order in which they speak; nothing registers itself.
      audit/slips.py    What kind of slip turns the figure that is needed into the one that is printed.
      audit/tables/     The printed tables: rows, levels and totals add up, and what stands in two tables is the same.
        audit/tables/balance.py  Rows balance: the total of a row against its own columns.
        audit/tables/comparisons.py  Comparisons of figures that are printed, named by their table, row and column
                                     where they do not hold.
        audit/tables/contents.py  The contents list names the tables that are printed, and no other.
        audit/tables/economic.py  Basic expenditure by economic nature, T6: rows, levels, columns, and what it shares
                                  with the functional items.
        audit/tables/emptiness.py  Tables without amounts: they are printed, the document says that they are empty,
                                   and no other table disagrees.
        audit/tables/fiscal.py  Fiscal appropriation, T4: it adds up, and it is the same money in the summary, T5, T9
                                and T10.
        audit/tables/funds.py  Where the money comes from: the lines of income of the summary tables, by fund.
        audit/tables/hierarchy.py  Levels of the functional classification: a code equals the sum of the codes below
                                   it, the total of them all.
        audit/tables/print_quality.py  How figures are printed: cells whose text is not simply their number.
        audit/tables/project_table.py  The project table T7: a project is the sum of its economic classes, a sub-total
                                       that of its projects.
        audit/tables/reconcile.py  One figure in two tables: the same money must be the same amount.
        audit/tables/reconcile_split.py  The split of T1 into personnel, public and project amounts, against the
                                         tables that list them.
        audit/tables/summary_table.py  The summary table T1: its two sides balance, and each is the sum of its lines.
        audit/tables/table_remarks.py  What is said of tables that may be empty: the notes under them, and the words
                                       in their cells.
        audit/tables/three_public.py  The three public expenses, T8: they add up, and agree with the economic items,
                                      the vehicles and public cost.
      audit/text/       The narrative: what it states agrees with the tables and with itself, in figures and in words.
        audit/text/amount_units.py  Units of what is stated: yuan and 10,000 yuan mixed up, units and per cent signs
                                    left out.
        audit/text/change_words.py  The words of a change: both verbs go one way, a change has a reason, the reason
                                    does not go against it.
        audit/text/changes.py  Changes against last year in amounts: parts add up to their total, one figure has one
                               change.
        audit/text/growth.py  Growth in per cent: it follows from the change, or from last year's figure where the
                              text prints that.
        audit/text/growth_bases.py  From which base a growth that does not follow may have been measured: a hint,
                                    never a correction.
        audit/text/last_year.py  This year's disclosure against last year's: prior figures, tables left as they were,
                                 items that are gone.
        audit/text/misplaced_text.py  Purposes and reasons that belong to another entry: left from the line above, or
                                      copied to the wrong place.
        audit/text/narrative_lists.py  Lists of the text: their amounts add up, an entry states one amount, and no
                                       item of the table is left out.
        audit/text/narrative_parts.py  Parts told after a whole in one sentence: none is more than the whole, nor are
                                       all of them together.
        audit/text/narrative_rules.py  The rules on what the text states of amounts, shares and changes, in the order
                                       of the catalogue.
        audit/text/narrative_tables.py  The text against the tables: an amount that both print is one amount, and what
                                        is said to be absent is absent.
        audit/text/paragraphs.py  The paragraphs of the text as the rules on words read them: those without text left
                                  out.
        audit/text/percentages.py  Percentages of rounded amounts: what they are, and between which bounds they may
                                   lie.
        audit/text/shares.py  Shares that the text states: each follows from its amount, together they make the whole.
        audit/text/stated.py  What the text states, one typed value a row of `narrative_figures`, with the table cell
                              that prints it too.
        audit/text/stated_cells.py  Which table cell prints a figure of the text too: by section, subject, code, fund
                                    and, for totals, by name.
        audit/text/text_quality.py  The text itself: nothing of the template is left in it, nothing stands twice, no
                                    sentence is left empty.
      audit/unit/       The unit itself: its people, assets and dates, and the department above it.
        audit/unit/assets.py  State assets: vehicles by kind, planned vehicles, equipment above two thresholds.
        audit/unit/contradictions.py  Wording that contradicts what the document says of the unit itself.
        audit/unit/dates.py  Dates of a disclosure: of projects, of assets, of policies, of signature and publication.
        audit/unit/departments.py  A department's budget against those of its units: it holds them all.
        audit/unit/staffing.py  People and divisions: their numbers add up, stay within what is granted, and follow
                                from last year's.
        audit/unit/years.py  Years that the text names: those of comparisons, of amounts arranged, of titles, of
                             plans.
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
        render/charts/bars.py  Bars under their labels, one series or two in a row, with last year as a tick.
        render/charts/dots.py  Last year's hollow dot and this year's solid one, joined on a common axis.
        render/charts/flow.py  Where the money comes from and goes: columns of nodes in scale, joined by ribbons.
      render/checks.py  The panel of checks: what disagrees, by likely cause and equal difference, then what agrees or
                        does not apply.
      render/checks_page.py  All findings of the site on one page, with how common each rule's are; each rule
                             explained on a page of its own.
      render/completeness.py  Whether everything that has to be disclosed is there: the items of one document, and all
                              documents side by side.
      render/data_page.py  The page on taking the data away: bulk files, and every column of every resource from its
                           schema.
      render/directory.py  The directory of units: each once, by region, with its latest year.
      render/figures.py  The figures a reader asks for first, each with the cell it is printed in, and the changes
                         that the text states.
      render/finding_files.py  The files behind the list of findings: a head that counts, and parts that hold the
                               findings themselves.
      render/flow.py    The section on where the money comes from and goes, drawn as far as its parts add up.
      render/glossary.py  The glossary: each standard term with its sense, and how the units explain it in their own
                          words.
      render/home.py    The front page: what this is, search, how one document came through its checks, what is
                        newest.
      render/linked_data.py  The page's description for machines: a schema.org Dataset as JSON-LD.
      render/listed.py  The findings of one document as the lists of findings show them, packed to go from process to
                        process.
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
      render/projects.py  The section on projects: what each is for, what it costs in each part of the document, what
                          it is to reach.
      render/records.py  Any resource as a plain table of its rows: the columns that hold something, under their
                         schema's titles.
      render/resources.py  The sections on people, procurement and assets.
      render/rules.py   The rules as readers meet them: the words of each, the groups they stand in, and how often
                        each held or spoke.
      render/shells.py  The theme's page, made once per kind and cut at its markers, so that filling one is a join.
      render/shown.py   A finding as pages show it: its place, both figures, what it says, the hint to its cause, the
                        unit's response.
      render/spending.py  The sections on expenditure by function and by economic nature, each a chart, its table and
                          its changes.
      render/summary.py  What the pages that list many disclosures need of each: a small, picklable record.
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
      export/bulk.py    The bulk files under `data/`: each resource of all unit-years as one file, their index, and
                        the package of them.
      export/descriptor.py  `datapackage.json`: a descriptor of version 2 that tools of version 1 read too, complete
                            in itself.
      export/document_json.py  `data.json`: everything of a unit and year in one file.
      export/finding_list.py  `findings.json`: all findings as records, for programs that would rather not read a
                              table.
      export/finding_rows.py  The findings of a unit and year: as rows of the resource `findings`, and as records of
                              the machine interface.
      export/fragments.py  What the bulk files need of one unit and year: small enough to keep between builds.
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
    index/              Page texts → name index and full-text search, as files that `search.js` reads.
      index/disclosure_text.py  What can be found of a disclosure: its names, texts, and figures as printed; the fixed
                                labels of forms are not.
      index/entries.py  What has a name: the entries that a disclosure and the catalog give to the name index.
      index/names.py    The name index: units, codes, regions and terms in one small file, which answers every key
                        stroke.
      index/page_texts.py  The text of a page, passage by passage, each with the anchor at which a reader finds it.
      index/partial.py  The index of one batch of pages, made in any process; `text_files` joins the batches to one
                        index.
      index/pinyin.py   The reading of a name, a syllable a character, with the phrase it stands in taken into
                        account.
      index/postings.py  The pages of a term, as few bytes: gaps, runs or a bitmap, whichever is smallest.
      index/terms.py    The terms of a text: what a query is looked up by, before its candidates are compared with
                        their text.
      index/text.py     Text as the search sees it; `search.js` holds the same rules, and a test holds both to the
                        same result.
      index/text_files.py  The full-text index as files: fragments, terms spread over files by a hash, the list of
                           pages, the manifest.
    publish/            Outputs → a site on disk: staged whole, described by a manifest, swapped in at the end.
      publish/manifest.py  Every published file with its size and checksum.
      publish/sitemap.py  The list of addresses for search engines, at most 50,000 a file (sitemaps.org protocol 0.9).
      publish/staging.py  A site is written to a new folder beside its place and swapped in whole.
    theme/              The site generator behind one door: it is run here, and its pages and shells are handed back.
      theme/fingerprints.py  Our own stylesheet, scripts and icon, each under a name that changes with its content.
      theme/generator.py  Run MkDocs in this process, quietly, into a folder that is gone afterwards.
      theme/injection.py  What is put into a MkDocs run before it renders: the shells, our files, and nothing of the
                          theme that no page uses.
      theme/shells.py   The kinds of shell: where each stands, which slots it has, and that every slot occurs exactly
                        once.
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
    profiles/           Template profiles: how the tables of a region's disclosures look in print, one YAML file a
                        template.
    messages/           The sentences of every finding, by rule, in Chinese and English, from the YAML files beside
                        this module.
    records.py          A row as read, with its place: what `load` hands to `validate`, and what `validate` hands on.
    findings.py         A finding: a rule, a place, the facts; its sentences are in `builder/messages`.
    outputs.py          A file of the site that is not yet written: a relative path and its bytes.
    model/              The domain: rows, codes, money, a unit's disclosure of a year, the catalog of codes and terms.
      model/catalog.py  What all disclosures share: the classifications by year and the glossary.
      model/codes.py    Codes of the functional (3, 5, 7 digits) and economic (3, 5 digits) classification: text,
                        never numbers.
      model/disclosure.py  A unit's disclosure of one year: every resource of it, and its tables as printed.
      model/money.py    Exact amounts: `Decimal` in 10,000 yuan (wan), and their printed forms.
      model/rows.py     A row of a resource after its cells were found good: values by column name, and where it
                        stands.
"""
