import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { VERDICT_CACHE } from '../../src/evidence/verdict-cache.ts';
import { promptEnvironment } from '../support/environment.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Where the project's own tools are found first, as by `npm run`. */
const TOOLS_PATH = [join(REPOSITORY, 'node_modules/.bin'), process.env.PATH].join(delimiter);

/** For hooks that build: a build takes seconds, on a busy machine many of them. */
export const BUILD_TIMEOUT_MS = 300_000;

/** What a site is built from. */
const COPIED = [
  'astro.config.mjs',
  'content',
  'ec.config.mjs',
  'package-lock.json',
  'package.json',
  'public',
  'src',
  'test/support/dropped-hypotheses.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.pure.json',
  'tsconfig.worker.json',
];

/** Where the argument stands. */
const ARGUMENT = [
  'content/**/*.mdx',
  'src/claims/part-*/*.ts',
  'src/claims/figures/*.ts',
  'src/components/figures/*.astro',
];
/** What figures are made with, and the page that each card links to. */
const KEPT = /figures[\\/](?:figure|registry)\.ts$|reference[\\/]notation\.mdx$/;

/** What a command said and how it ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Both streams, in the order they came. */
  readonly output: string;
}

/** A running `astro dev`. */
export interface DevServer {
  /** Waits until what was said since the last call matches. @throws {Error} with what was said instead. */
  said(what: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

/** A copy of this repository in a temporary folder, to plant faults in. */
export interface FixtureSite {
  readonly root: string;
  /** Runs Astro: `build`, say. */
  astro(args: readonly string[], env?: Record<string, string>): Promise<Ended>;
  /** Starts `astro dev`. */
  dev(): DevServer;
  /** Runs `verify`. */
  verify(...args: string[]): Promise<Ended>;
  /** Runs `new`. */
  scaffold(...args: string[]): Promise<Ended>;
  /** Runs what an author types into a terminal, line by line, until one fails. */
  shell(lines: string, env?: Record<string, string>): Promise<Ended>;
  /** Makes it a checkout whose one commit holds these files. */
  commit(...files: string[]): Promise<Ended>;
  /** Runs `record`. */
  record(...args: string[]): Promise<Ended>;
  /** Reads a file of the copy. */
  read(file: string): string;
  /** Writes a file of the copy, or removes it where there is no text; `restore` undoes it. */
  plant(file: string, text: string | null): void;
  /** Replaces text that must be there; `restore` undoes it. */
  edit(file: string, from: string | RegExp, to: string): void;
  has(file: string): boolean;
  /** The files that match a glob pattern. */
  list(pattern: string): string[];
  /** Takes out the argument: its pages, its claims, and the figures that stand on these. */
  empty(): void;
  /** The ids of claims that are proved or checked, and those of experiments, which may come out otherwise. */
  claims(): { readonly formulas: readonly string[]; readonly experiments: readonly string[] };
  /** Makes what was planted so far what `restore` goes back to. */
  keep(): void;
  /** Undoes what was planted. */
  restore(): void;
  remove(): void;
}

/** Copies the repository. Packages are linked one by one, so that caches in node_modules stay apart. */
export function copySite(): FixtureSite {
  const root = mkdtempSync(join(tmpdir(), 'skip-two-'));
  for (const name of COPIED) {
    if (existsSync(join(REPOSITORY, name)))
      cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
  }
  linkPackages(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  // What was judged as it stands here need not be judged again: the experiments take minutes.
  const verdicts = join(REPOSITORY, VERDICT_CACHE);
  if (existsSync(verdicts)) cpSync(verdicts, join(root, VERDICT_CACHE), { recursive: true });
  const originals = new Map<string, string | null>();
  const path = (file: string) => join(root, file);
  const site: FixtureSite = {
    root,
    astro: (args, env) => run(root, ['node_modules/astro/bin/astro.mjs', ...args], env),
    dev: () => listen(start(root, ['node_modules/astro/bin/astro.mjs', 'dev'])),
    verify: (...args) => run(root, ['src/evidence/verify.ts', ...args]),
    scaffold: (...args) => run(root, ['src/apparatus/scaffold.ts', ...args]),
    shell: (lines, env) => run(root, ['-e', '-c', lines], { PATH: TOOLS_PATH, ...env }, 'sh'),
    commit: (...files) =>
      site.shell(`git init -q
        git add ${files.join(' ')}
        git -c user.name=author -c user.email=author@example.org commit -qm 'As it stands'`),
    record: (...args) => run(root, ['src/evidence/record.ts', ...args]),
    read: (file) => readFileSync(path(file), 'utf8'),
    plant(file, text) {
      if (!originals.has(file)) originals.set(file, existsSync(path(file)) ? site.read(file) : null);
      write(path(file), text);
    },
    edit(file, from, to) {
      const text = site.read(file);
      const edited = text.replace(from, () => to);
      if (edited === text) throw new Error(`${file} has nothing that matches ${from}.`);
      site.plant(file, edited);
    },
    has: (file) => existsSync(path(file)),
    list: (pattern) => globSync(pattern, { cwd: root }),
    empty() {
      for (const pattern of ARGUMENT) {
        for (const file of site.list(pattern)) if (!KEPT.test(file)) site.plant(file, null);
      }
    },
    claims() {
      const files = site.list('src/claims/part-*/*.ts');
      const isExperiment = (file: string) => site.read(file).includes('defineExperiment(');
      const idOf = (file: string) => file.replace(/^.*[\\/]|\.ts$/g, '');
      return {
        formulas: files.filter((file) => !isExperiment(file)).map(idOf),
        experiments: files.filter(isExperiment).map(idOf),
      };
    },
    keep: () => originals.clear(),
    restore() {
      for (const [file, text] of originals) write(path(file), text);
      originals.clear();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  return site;
}

/** Packages with .astro files: Astro compiles those only where their real path is inside the project. */
const COPIED_PACKAGES = ['@astrojs', 'astro', 'astro-expressive-code'];

/** Links every package, so that the caches in node_modules stay apart, and copies the few that must be. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name.startsWith('.')) continue;
    if (COPIED_PACKAGES.includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
    else symlinkSync(join(from, name), join(to, name));
  }
}

function write(path: string, text: string | null): void {
  if (text === null) {
    rmSync(path, { force: true });
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function start(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
  command = process.execPath,
) {
  return spawn(command, args, { cwd, env: { ...promptEnvironment(), ...env } });
}

function run(
  cwd: string,
  args: readonly string[],
  env?: Record<string, string>,
  command?: string,
): Promise<Ended> {
  const child = start(cwd, args, env, command);
  let stdout = '';
  let output = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, output }));
  });
}

/** A wait and no bound: all claims anew take two slow cores forty seconds, and more than sixty beside other builds. */
const SAID_TIMEOUT_MS = 110_000;

function listen(child: ReturnType<typeof start>): DevServer {
  let heard = '';
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      heard += chunk;
    });
  return {
    async said(what) {
      const end = Date.now() + SAID_TIMEOUT_MS;
      for (;;) {
        const found = what.exec(heard);
        if (found) {
          heard = '';
          return found;
        }
        if (Date.now() > end) throw new Error(`Nothing was said that matches ${what}, but:\n${heard}`);
        await sleep(50);
      }
    },
    stop() {
      child.kill();
      return ended;
    },
  };
}
