/**
 * English verbs as job names begin with them. A verb that is missing costs a contributor one needless warning: add it.
 * The second list are words that are nouns as well and so may begin a module's name.
 */
const verbsOnly = words(`
  accept activate add adjust aggregate allocate anonymise anonymize append apply archive assert assign attach audit calculate
  canonicalize clean clear collect combine compare compress compute consolidate construct convert correct create deactivate
  decrypt deduplicate delete demote deprecate derive detach detect determine disable discard edit eliminate emit enable
  encrypt enforce enqueue enrich ensure enumerate evaluate exclude execute expand expire extend extract fetch fill find finish fetch
  flatten flush generate get identify include infer initialise initialize insert inspect install invalidate join keep launch localise
  localize make mask merge migrate modify normalise normalize notify obfuscate optimise optimize parse persist populate prepare
  prevent produce promote propagate provision prune publish purge push rebuild recalculate recompute reconcile reconstruct
  recover recreate redact reduce refactor refresh regenerate register reindex reject rejecting relink reload remap remove rename
  reorder repair replace replicate reprocess reset resolve restore restrict retire retrieve revert rewrite sanitise sanitize
  seed select send separate serialize set shorten simplify sort split standardise standardize strip suggest summarise summarize
  synchronise synchronize tokenize transcode translate transform trim truncate unassign unify unlink unpublish unset untag
  upload upsert validate verify wipe write
`);
const verbsAndNouns = words(`
  backfill batch build bump cache change check copy count cut dedupe drop dump estimate export fix flag group hash hide import index
  label limit link list load lock log map mark match measure monitor move order patch ping process query queue rank read record
  repeat report request review run sample save scan score search show store sync tag test trace track transfer trigger tune update
`);
/** Nouns for what is done, as the word before `_jobs`; most such nouns are known by their ending. */
const operations = words(`
  analysis archival audit backfill backup change check cleanup copy dedupe discovery dump enrollment export fix import merge purge recovery refresh removal
  renewal repair report reset retrieval review sample scan search summary sync synthesis transfer update upsert
`);

/** In any letter case. */
export function isVerb(word: string): boolean {
  return isVerbOnly(word) || verbsAndNouns.has(word.toLowerCase());
}

export function isVerbOnly(word: string): boolean {
  return verbsOnly.has(word.toLowerCase());
}

export function isOperation(word: string): boolean {
  return operations.has(word.toLowerCase()) || /^.{3,}(?:tion|sion|ment|ing)$/i.test(word);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
