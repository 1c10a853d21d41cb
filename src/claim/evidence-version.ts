/**
 * The version of the evidence format; a reader of evidence must refuse what it does not know.
 * It stands apart from the schema so that the worker, which writes evidence, loads no validator.
 */
export const EVIDENCE_VERSION = 3;
