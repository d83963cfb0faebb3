/** Previews: the newest of what is asked for, and nothing of what is not wanted any more. */
import { describe, expect, it } from 'vitest';
import type { Preview } from '../../src/results/preview.ts';
import { Previewer, type FromFluid, type ToFluid } from '../../src/runner/previewer.ts';
import type { Model } from '../../src/scenario/model.ts';

const model = (id: string): Model => ({ scenario: { id } }) as unknown as Model;

/** A worker that answers when it is told to. */
function setUp() {
  const posted: ToFluid[] = [];
  const told: string[] = [];
  let opened = 0;
  let hear: (message: FromFluid) => void = () => undefined;
  let fail: () => void = () => undefined;
  const previewer = new Previewer(() => {
    opened++;
    return {
      post: (message) => posted.push(message),
      onMessage: (listener) => (hear = listener),
      onError: (listener) => (fail = listener),
      close: () => undefined,
    };
  });
  previewer.onPreview(({ scenario }) => told.push(scenario.id));
  return {
    previewer,
    told,
    asked: () => posted.map(({ model: { scenario }, isRehearsal }) => (isRehearsal ? `(${scenario.id})` : scenario.id)),
    answer: (has = true) => hear({ number: posted.at(-1)!.number, preview: has ? ({} as Preview) : undefined }),
    breakDown: () => fail(),
    opened: () => opened,
  };
}

describe('the previewer', () => {
  it('starts its worker when it is first needed, and lets it rehearse once', () => {
    const { previewer, asked, opened } = setUp();
    expect(opened()).toBe(0);
    previewer.prepare(model('a'));
    previewer.prepare(model('b'));
    expect(opened()).toBe(1);
    expect(asked()).toEqual(['(a)']);
    previewer.ask(model('c'));
    expect(opened()).toBe(1);
  });

  it('computes of several asked for meanwhile only the newest', () => {
    const { previewer, asked, answer, told } = setUp();
    for (const id of ['a', 'b', 'c', 'd']) previewer.ask(model(id));
    expect(asked()).toEqual(['a']);
    answer();
    expect(asked()).toEqual(['a', 'd']);
    answer();
    expect(told).toEqual(['a', 'd']);
  });

  it('drops what is not wanted any more, also when it comes', () => {
    const { previewer, asked, answer, told } = setUp();
    previewer.ask(model('a'));
    previewer.ask(model('b'));
    previewer.forget();
    answer();
    expect(asked()).toEqual(['a']);
    expect(told).toEqual([]);
    previewer.ask(model('c'));
    answer();
    expect(told).toEqual(['c']);
  });

  it('asks for what came after something unwanted as soon as the worker is free', () => {
    const { previewer, asked, answer, told } = setUp();
    previewer.ask(model('a'));
    previewer.forget();
    previewer.ask(model('b'));
    answer();
    expect(asked()).toEqual(['a', 'b']);
    answer();
    expect(told).toEqual(['b']);
  });

  it('says nothing of a model that has no preview, and goes on with the next', () => {
    const { previewer, answer, told } = setUp();
    previewer.ask(model('a'));
    answer(false);
    previewer.ask(model('b'));
    answer();
    expect(told).toEqual(['b']);
  });

  it('is silent for good when its worker breaks down or cannot be started', () => {
    const { previewer, breakDown, asked, told } = setUp();
    previewer.ask(model('a'));
    breakDown();
    previewer.ask(model('b'));
    expect(asked()).toEqual(['a']);
    expect(told).toEqual([]);

    const none = new Previewer(() => {
      throw new Error('no workers here');
    });
    none.prepare(model('a'));
    expect(() => none.ask(model('a'))).not.toThrow();
  });
});
