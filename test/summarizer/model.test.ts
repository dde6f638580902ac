import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { createModelSummarizer, type ModelOptions } from '../../src/summarizer/model.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { anInput, asJson, hangs, modelServer, says, shown, status } from '../support/model.ts';
import { ARTICLE, BROKEN, GOOD, INVENTED, UNFAITHFUL, WRAPPED } from './modelCases.ts';

const u = await shippedUnderstanding();
const server = await modelServer(says('{}'));
const KEY = 'sk-very-secret-key-of-the-operator';

const EN = anInput(u, ARTICLE);

/** A summarizer over the server, with what it counted. */
async function aModel(change: Partial<ModelOptions> = {}) {
  const verdicts: string[] = [];
  const kinds: string[] = [];
  const known = new Map<string, unknown>();
  const summarizer = await createModelSummarizer({
    baseUrl: server.baseUrl,
    model: 'some-model',
    apiKey: KEY,
    takeCall: async () => true,
    understanding: () => u,
    memory: {
      find: async (key) => (known.has(key) ? { answer: known.get(key) } : null),
      save: async (key, answer) => void known.set(key, answer),
    },
    onVerdict: (verdict, faults) => {
      verdicts.push(verdict);
      kinds.push(...faults);
    },
    ...change,
  });
  const tell = (input = EN, signal = AbortSignal.timeout(30_000)) => summarizer.tell([input], 'kk', signal);
  return { tell, summarizer, verdicts, kinds };
}

test('a story without a Kazakh article is told in Kazakh, with its sources', async () => {
  server.now(says(asJson(GOOD)));
  const { tell, verdicts } = await aModel();
  assert.deepEqual(await tell(), {
    kind: 'told',
    draft: {
      headline: GOOD.headline,
      headlineArticleId: 1,
      sentences: GOOD.sentences.map(({ text }) => ({ text, articleIds: [1] })),
      method: 'model',
    },
  });
  assert.deepEqual(verdicts, ['faithful']);
  const [request] = server.requests;
  assert.equal(request?.authorization, `Bearer ${KEY}`);
  assert.equal(request?.body.model, 'some-model');
  assert.equal(request?.body.response_format?.type, 'json_schema');
  assert.equal(request?.body.tools, undefined);
  const [rules, data] = request?.body.messages ?? [];
  assert.match(rules?.content ?? '', /Kazakh/);
  assert.match(data?.content ?? '', /<article number="1" published="2025-11-07">/);
  assert.match(data?.content ?? '', /national railway = ҚТЖ; New York = Нью-Йорк/);
  assert.equal(
    shown(request!).get(3),
    'The deal is worth $4.2 billion and covers 300 Evolution series locomotives.',
  );
});

for (const { name, text } of WRAPPED) {
  test(`an answer in ${name} is read`, async () => {
    server.now(says(text));
    const { tell } = await aModel();
    assert.equal((await tell()).kind, 'told');
    assert.equal(server.requests.length, 1);
  });
}

test('an answer in parts is read without the model’s thoughts', async () => {
  const parts = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'Hm, {"x": 1}.' }] },
    { type: 'text', text: asJson(GOOD).slice(0, 40) },
    { type: 'text', text: asJson(GOOD).slice(40) },
  ];
  server.now(status(200, JSON.stringify({ choices: [{ message: { role: 'assistant', content: parts } }] })));
  assert.equal((await (await aModel()).tell()).kind, 'told');
  for (const content of [[], [{ type: 'image' }], [7, null], null, 7]) {
    server.now(status(200, JSON.stringify({ choices: [{ message: { content, tool_calls: [{}] } }] })));
    assert.deepEqual(await (await aModel()).tell(), {
      kind: 'failed',
      reason: 'the answer is no chat completion',
    });
  }
});

test('a failure says what lies behind it, and follows no redirect', async () => {
  const reasonAt = async (baseUrl: string) => {
    const told = await (await aModel({ baseUrl, timeoutMs: 500 })).tell();
    return told.kind === 'failed' ? told.reason : told.kind;
  };
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  assert.equal(await reasonAt(`http://127.0.0.1:${port}/v1`), 'no answer: APIConnectionError (ECONNREFUSED)');
  assert.match(await reasonAt(server.baseUrl.replace('http:', 'https:')), /\(ERR_SSL_[A-Z_]+\)$/);
  server.now((request, response, n) => {
    if (n > 3) return says(asJson(GOOD))(request, response, n);
    return status(308, '', { location: `${server.baseUrl}/elsewhere` })(request, response, n);
  });
  assert.match(await reasonAt(server.baseUrl), /^no answer/);
  assert.equal(server.requests.length, 3);
});

for (const { name, answer, kind, item } of UNFAITHFUL) {
  test(`${name} is pointed out, and a mended answer is taken`, async () => {
    server.now((request, response, n) => says(asJson(n === 1 ? answer : GOOD))(request, response, n));
    const { tell, verdicts, kinds } = await aModel();
    assert.equal((await tell()).kind, 'told');
    assert.deepEqual([verdicts, kinds], [['unfaithful', 'faithful'], [kind]]);
    const messages = server.requests[1]?.body.messages ?? [];
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
    assert.match(messages[3]?.content ?? '', item);
  });

  test(`${name} twice is refused with its reason, and never asked for again`, async () => {
    server.now(says(asJson(answer)));
    const { tell, verdicts } = await aModel();
    const told = await tell();
    assert.equal(told.kind, 'refused');
    assert.match(told.kind === 'refused' ? told.reason : '', item);
    assert.equal((await tell()).kind, 'refused');
    assert.equal(server.requests.length, 2);
    assert.deepEqual(verdicts, ['unfaithful', 'unfaithful', 'remembered']);
  });
}

test('what was told once is not asked for again', async () => {
  server.now(says(asJson(GOOD)));
  const { tell, verdicts } = await aModel();
  assert.deepEqual(await tell(), await tell());
  assert.equal(server.requests.length, 1);
  assert.deepEqual(verdicts, ['faithful', 'remembered']);
});

test('a bad shape is the one retry', async () => {
  server.now((request, response, n) =>
    says(n === 1 ? 'Sure! Here you go.' : asJson(GOOD))(request, response, n),
  );
  const { tell, verdicts } = await aModel();
  assert.equal((await tell()).kind, 'told');
  assert.deepEqual(verdicts, ['bad_shape', 'faithful']);
  server.now((request, response, n) =>
    says(n === 1 ? '<html></html>' : asJson(INVENTED))(request, response, n),
  );
  assert.equal((await (await aModel()).tell()).kind, 'refused');
  server.now(says('<html><body>Welcome!</body></html>'));
  assert.deepEqual(await (await aModel()).tell(), {
    kind: 'failed',
    reason: 'no JSON object of the agreed shape, twice',
  });
  assert.equal(server.requests.length, 2);
});

test('a server that asks to wait is waited for', async () => {
  server.now((request, response, n) =>
    n === 1
      ? status(429, '{}', { 'retry-after': '1' })(request, response, n)
      : says(asJson(GOOD))(request, response, n),
  );
  const { tell } = await aModel();
  assert.equal((await tell()).kind, 'told');
  const [first, second] = server.requests;
  assert.ok(second!.at - first!.at >= 950, `${second!.at - first!.at} ms`);
});

for (const { name, play, requests, reason } of BROKEN) {
  test(`a server that ${name} is a failure, soon and without its words`, async () => {
    server.now(play);
    const { tell, verdicts } = await aModel({ timeoutMs: 300 });
    const started = performance.now();
    const told = await tell();
    assert.equal(told.kind, 'failed');
    assert.match(told.kind === 'failed' ? told.reason : '', reason);
    assert.doesNotMatch(JSON.stringify(told), /secret/);
    assert.ok(performance.now() - started < 6000, `${performance.now() - started} ms`);
    assert.equal(server.requests.length, requests);
    assert.deepEqual(verdicts, ['failed']);
  });
}

test('one limit stands over all tries together', async () => {
  server.now(hangs);
  const { tell } = await aModel({ timeoutMs: 5000, totalMs: 400 });
  const started = performance.now();
  assert.deepEqual(await tell(), { kind: 'failed', reason: 'no answer in time' });
  assert.ok(performance.now() - started < 1500);
});

test('an ending process lets go of the model at once', async () => {
  server.now(hangs);
  const { tell } = await aModel();
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 200);
  const started = performance.now();
  assert.deepEqual(await tell(EN, stopping.signal), {
    kind: 'later',
    reason: 'this process ends',
    afterSeconds: 0,
  });
  assert.ok(performance.now() - started < 1500);
});

test('a server that knows no response format is asked for less, and later at once', async () => {
  for (const { refused, formats, later } of [
    { refused: ['json_schema'], formats: ['json_schema', 'json_object'], later: 'json_object' },
    {
      refused: ['json_schema', 'json_object'],
      formats: ['json_schema', 'json_object', undefined],
      later: undefined,
    },
  ]) {
    server.now((request, response, n) => {
      const format = request.body.response_format?.type;
      const play =
        format && refused.includes(format) ? status(400, '{"error":{"message":"no"}}') : says(asJson(GOOD));
      return play(request, response, n);
    });
    const { tell } = await aModel({ memory: { find: async () => null, save: async () => {} } });
    assert.equal((await tell()).kind, 'told');
    assert.deepEqual(
      server.requests.map(({ body }) => body.response_format?.type),
      formats,
    );
    assert.equal((await tell()).kind, 'told');
    assert.equal(server.requests.at(-1)?.body.response_format?.type, later);
    assert.equal(server.requests.length, formats.length + 1);
  }
  server.now(status(400));
  assert.deepEqual(await (await aModel()).tell(), { kind: 'failed', reason: 'the server answered 400' });
});

test('every request is paid for, tries and all, and none is made without', async () => {
  let left = 2;
  const paid: number[] = [];
  const takeCall = async (characters: number) => {
    paid.push(characters);
    return left-- > 0;
  };
  server.now(status(500));
  const { tell, verdicts } = await aModel({ takeCall });
  assert.deepEqual(await tell(), { kind: 'later', reason: "the day's budget is spent", afterSeconds: 1800 });
  assert.equal(server.requests.length, 2);
  assert.equal((await tell()).kind, 'later');
  assert.equal(server.requests.length, 2);
  assert.deepEqual(verdicts, ['spent', 'spent']);
  assert.ok(
    paid.every((characters) => characters > 1000 && characters < 12_000),
    String(paid),
  );
});

test('after five failures in a row the model is left alone for 15 minutes', async () => {
  let now = 0;
  server.now(status(401));
  const { tell, verdicts } = await aModel({ now: () => now });
  for (let n = 0; n < 4; n++) assert.equal((await tell()).kind, 'failed');
  // One that works begins the count anew.
  server.now(says(asJson(GOOD)));
  assert.equal((await tell()).kind, 'told');
  const other = anInput(u, {
    title: 'Wabtec and KTZ',
    text: 'Wabtec and KTZ signed an agreement in Astana. It is worth $4 billion.',
  });
  server.now(status(401));
  for (let n = 0; n < 5; n++) assert.equal((await tell(other)).kind, 'failed');
  assert.equal(server.requests.length, 5);
  now += 60_000;
  assert.deepEqual(await tell(other), { kind: 'later', reason: '5 failures in a row', afterSeconds: 840 });
  assert.equal(server.requests.length, 5, 'nobody was asked');
  assert.equal((await tell()).kind, 'told', 'what is remembered needs nobody');
  now += 840_000;
  assert.equal((await tell(other)).kind, 'failed');
  assert.equal(server.requests.length, 6);
  assert.ok(verdicts.includes('paused'));
});

test('a story without a sentence is refused, a broken memory is a failure', async () => {
  server.now(says(asJson(GOOD)));
  const { tell } = await aModel();
  assert.equal((await tell(anInput(u, { title: 'Только заголовок', text: '' }))).kind, 'refused');
  const broken = await aModel({
    memory: { find: () => Promise.reject(new Error('no database')), save: async () => {} },
  });
  assert.deepEqual(await broken.tell(), { kind: 'failed', reason: 'no database' });
  assert.equal(server.requests.length, 0);
});
