import { describe, expect, it } from '@jest/globals';
import { destroyStage } from '../../../bin/destroy-stage.ts';

/** What is done to a stage, and printed, when the question is answered so. */
async function done(disposable: boolean, { force = false, answer = '' } = {}) {
  const steps: string[] = [];
  const lines: string[] = [];
  await destroyStage({ stage: 'dev', disposable }, force, {
    ask: async () => {
      steps.push('ask');
      return answer;
    },
    print: (line) => lines.push(line),
    destroy: async (stack) => void steps.push(stack),
    emptyBuckets: async () => void steps.push('empty buckets'),
  });
  return { steps, text: lines.join('\n') };
}

describe('npm run destroy', () => {
  it('keeps the data, and says how to be rid of it', async () => {
    const { steps, text } = await done(false, { answer: 'dev\n' });
    expect(steps).toEqual(['ask', 'App']);
    expect(text).toMatch(/Kept: conversation-log-dev-data[\s\S]*"disposable": true/);
  });

  it('removes the data of a disposable stage too, after its functions, which write to it', async () => {
    const { steps, text } = await done(true, { answer: 'dev' });
    expect(steps).toEqual(['ask', 'App', 'empty buckets', 'Data']);
    expect(text).toContain('conversation-log-dev-data WITH ALL ITS DATA');
  });

  it.each(['', 'y', 'yes', 'dev2'])('removes nothing after %j', async (answer) => {
    expect((await done(true, { answer })).steps).toEqual(['ask']);
  });

  it('does not ask where it is forced', async () => {
    expect((await done(false, { force: true })).steps).toEqual(['App']);
  });
});
