import { globSync, readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parseShard } from '../../src/evidence/shards.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly shard: readonly string[] } };
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (file: string) => readFileSync(file, 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const WORKFLOWS = globSync('.github/workflows/*.yml');
const workflow = (file: string) => parseYaml(read(file), { strict: true, uniqueKeys: true }) as Workflow;

/** The scripts of package.json that a command calls, and what it calls besides. */
function called(command: string) {
  const names = [...command.matchAll(/\bnpm run (?:--?\w+ )*([\w-]+)/g)].map(([, name]) => name as string);
  const others = command.replaceAll(/\bnpm (?:run|ci)\b[^&|>]*/g, '');
  return { names, others: others.match(/(?<![\w./-])(?:npx|node|npm|vitest|astro)\b/g) ?? [] };
}

test('there is a workflow to look at', () => {
  expect(WORKFLOWS).toContain('.github/workflows/pages.yml');
});

describe.each(WORKFLOWS)('%s', (file) => {
  const { permissions, jobs } = workflow(file);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('every command is a script that there is', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const { names, others } = called(command);
      for (const name of names) expect(Object.keys(scripts)).toContain(name);
      expect(others, command).toEqual([]);
    }
  });

  test('every action is pinned by a commit, with its version beside it', () => {
    const lines = read(file)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    expect(lines.length).toBe(steps.filter(({ uses }) => uses).length);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('no job may do more than it must, or go on for ever', () => {
    expect(permissions).toEqual({});
    const writing = Object.entries(jobs).filter(([, job]) =>
      Object.values(job.permissions ?? {}).includes('write'),
    );
    expect(writing.map(([name, job]) => [name, job.permissions])).toEqual([
      ['deploy', { pages: 'write', 'id-token': 'write' }],
    ]);
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.every(({ with: given }) => given?.['persist-credentials'] === false)).toBe(true);
  });
});

test('the shards are all of one division, and the site is built from what they found', () => {
  const { claims, build, deploy } = workflow('.github/workflows/pages.yml').jobs;
  const shards = claims?.strategy?.matrix.shard.map(parseShard) ?? [];
  expect(shards).toEqual(shards.map((_, k) => ({ index: k + 1, count: shards.length })));
  expect(shards.length).toBeGreaterThan(1);
  expect([build?.needs, deploy?.needs]).toEqual(['claims', 'build']);
  const building = build?.steps.find(({ run }) => run === 'npm run build');
  const merging = build?.steps.find(({ run }) => run?.endsWith(`> ${building?.env?.EVIDENCE}`));
  expect(building?.env).toEqual({
    SITE: expect.stringContaining(' steps.pages.outputs.origin '),
    BASE: expect.stringContaining(' steps.pages.outputs.base_path '),
    EVIDENCE: 'evidence.json',
  });
  expect(merging?.run).toContain('verify -- --merge shards --json');
});

test('Netlify builds with a script that there is, and publishes what it makes', () => {
  const netlify = parseToml(read('netlify.toml')) as { build: { command: string; publish: string } };
  const { names, others } = called(netlify.build.command);
  expect(names).toEqual(['build']);
  expect(others).toEqual([]);
  expect(Object.keys(scripts)).toContain('build');
  expect(netlify.build.publish).toBe('dist');
});
