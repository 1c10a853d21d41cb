import type { ErrorEntry } from './error-entry.ts';

const RECORD = 'npm run verify -- --json > evidence.json';
const BUILD = 'EVIDENCE=evidence.json npm run build';

/** What may be amiss with a run of all claims, or with evidence that was recorded earlier. */
export const RUN_ERRORS = {
  ForeignEvidence: {
    means:
      'A build was given recorded evidence that is not what CI finds: of another backend or seed, without a case that CI judges, or with verdicts that do not follow from its own numbers. Readers take what a build publishes for what CI found.',
    mend: 'Record it anew without `--gpu`, or build without `EVIDENCE`. What a device found is held against CI with `npm run verify -- --from FILE`.',
    example: {
      in: 'commands',
      wrong: `npm run verify -- --json | sed 's/"backend": "cpu"/"backend": "webgl"/' > evidence.json\n${BUILD}`,
      right: `${RECORD}\n${BUILD}`,
    },
    says: 'The recorded evidence of "one-layer-skip-folds" in evidence.json was found on webgl, and a build publishes what cpu finds.',
  },
  NoClaims: {
    means: 'There is no claim at all. Whatever else is green, nothing was verified.',
    mend: 'Check that the command runs in the root of the checkout, and that the claims stand in `src/claims/part-*/`. A site begins with one of its own.',
    example: {
      in: 'commands',
      wrong: 'rm -r src/claims/part-*\nnpm run build',
      right: 'npm run new -- claim a-claim-of-my-own\nnpm run build',
    },
    says: 'There is no claim to judge, so nothing was verified.',
  },
  OutdatedEvidence: {
    means:
      'A build was given recorded evidence, and a claim, or the code that judges it, has changed since. What was recorded says nothing of a program that is another now.',
    mend: 'Record it anew, or build without `EVIDENCE`.',
    example: {
      in: 'commands',
      wrong: `${RECORD}\necho '// Changed since.' >> src/claims/part-1-one-layer-folds/one-layer-skip-folds.ts\n${BUILD}`,
      right: `${RECORD}\n${BUILD}`,
    },
    says: 'The recorded evidence of "one-layer-skip-folds" in evidence.json is older than the claim or the code that judges it.',
  },
  UnjudgedClaim: {
    means:
      'There is a claim that nothing is known of: recorded evidence lacks it, or it was not run to its end.',
    mend: 'Record the evidence anew once the claim is there. `npm run verify -- ID` judges one alone.',
    example: {
      in: 'commands',
      wrong: `${RECORD}\nnpm run new -- claim a-claim-of-my-own\n${BUILD}`,
      right: `npm run new -- claim a-claim-of-my-own\n${RECORD}\n${BUILD}`,
    },
    says: 'The claim "a-claim-of-my-own" has no evidence: it was not judged.',
  },
  UnreadableEvidence: {
    means: 'The file that `EVIDENCE` names is not there, or is not what `npm run verify -- --json` writes.',
    mend: 'Record it anew, or build without `EVIDENCE`.',
    example: {
      in: 'commands',
      wrong: 'EVIDENCE=evidense.json npm run build',
      right: `${RECORD}\n${BUILD}`,
    },
    says: 'The recorded evidence cannot be read: there is no such file.',
  },
  WrongAddress: {
    means: '`SITE` or `BASE`, which say where the site is published, is not what it must be.',
    mend: '`SITE` is an origin with its protocol and without a path; `BASE` is the path under it. Both may be left out.',
    example: {
      in: 'commands',
      wrong: 'SITE=example.org BASE=/docs npm run build',
      right: 'SITE=https://example.org BASE=/docs npm run build',
    },
    says: 'SITE is "example.org", which is not the address of a site.',
  },
} as const satisfies Record<string, ErrorEntry>;
