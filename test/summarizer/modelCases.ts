import type { ModelAnswer } from '../../src/summarizer/parse.ts';
import { asJson, hangs, says, status } from '../support/model.ts';

/** What the model is asked to tell. */
export const ARTICLE = {
  title: 'Kazakhstan to buy 300 Wabtec locomotives in $4.2 billion deal',
  text: `Kazakhstan's national railway KTZ signed a framework agreement with Wabtec on Sept. 22, 2025 in New York.
The deal is worth $4.2 billion and covers 300 Evolution series locomotives.
About 23,270 tons of steel will be used, and 45 percent of the parts will be made in Astana.`,
};
/** A faithful retelling of it in Kazakh. */
export const GOOD: ModelAnswer = {
  headline: 'Қазақстан Wabtec-тен 4,2 млрд долларға 300 локомотив алады',
  sentences: [
    {
      text: 'ҚТЖ мен Wabtec 2025 жылғы 22 қыркүйекте Нью-Йоркте негіздемелік келісімге қол қойды.',
      from: [2],
    },
    { text: 'Құны 4,2 млрд доллар болатын келісім 300 локомотивті қамтиды.', from: [3] },
  ],
};
const withSecond = (text: string): ModelAnswer => ({
  ...GOOD,
  sentences: [GOOD.sentences[0]!, { text, from: [3] }],
});
/** The same with a sum that no source states. */
export const INVENTED = withSecond('Құны 4,5 млрд доллар болатын келісім 300 локомотивті қамтиды.');

/** The same answer as models wrap it. */
export const WRAPPED: { name: string; text: string }[] = [
  { name: 'a fence', text: `\`\`\`json\n${asJson(GOOD)}\n\`\`\`` },
  { name: 'thoughts', text: `<think>300 locomotives, {"x": 1}</think>${asJson(GOOD)}` },
  { name: 'unclosed thoughts', text: `<think>300 locomotives. ${asJson(GOOD)}` },
];

/** Answers with one mistake, and what is said of it. */
export const UNFAITHFUL: { name: string; answer: ModelAnswer; kind: string; item: RegExp }[] = [
  { name: 'an invented number', answer: INVENTED, kind: 'unsupported_numbers', item: /4,5 млрд доллар/ },
  {
    name: 'a swapped unit',
    answer: withSecond('Құны 4,2 млрд теңге болатын келісім 300 локомотивті қамтиды.'),
    kind: 'unsupported_numbers',
    item: /4,2 млрд теңге/,
  },
  {
    name: 'an altered digit',
    answer: withSecond('Құны 4,2 млрд доллар болатын келісім 301 локомотивті қамтиды.'),
    kind: 'unsupported_numbers',
    item: /301 локомотив/,
  },
  {
    name: 'the wrong language',
    answer: withSecond('Сделка на 4,2 млрд долларов охватывает 300 локомотивов.'),
    kind: 'wrong_language',
    item: /Kazakh/,
  },
  {
    name: 'HTML in a sentence',
    answer: withSecond('Құны <b>4,2 млрд доллар</b> болатын келісім 300 локомотивті қамтиды.'),
    kind: 'bad_form',
    item: /markup/,
  },
  {
    name: 'an invented name',
    answer: withSecond('Құны 4,2 млрд доллар болатын келісімді Марко Рубио жариялады.'),
    kind: 'unsupported_names',
    item: /Рубио/,
  },
];

/** Servers that do not answer as agreed: how often each is asked, and what is said of it. */
export const BROKEN: { name: string; play: ReturnType<typeof says>; requests: number; reason: RegExp }[] = [
  {
    name: 'answers 500',
    play: status(500, '{"error":{"message":"sk-very-secret-key-of-the-operator"}}'),
    requests: 3,
    reason: /the server answered 500/,
  },
  {
    name: 'refuses the key',
    play: status(401, '{"error":{"message":"Incorrect API key: sk-very-secret"}}'),
    requests: 1,
    reason: /the server answered 401/,
  },
  {
    name: 'answers with a page',
    play: status(200, '<html>Sign in</html>', { 'content-type': 'text/html' }),
    requests: 1,
    reason: /no chat completion/,
  },
  {
    name: 'answers with other JSON',
    play: status(200, '{"choices":[]}'),
    requests: 1,
    reason: /no chat completion/,
  },
  {
    name: 'sends a megabyte',
    play: (r, s, n) => says('x'.repeat(1_000_000))(r, s, n),
    requests: 1,
    reason: /larger than 256 KB/,
  },
  { name: 'hangs', play: hangs, requests: 3, reason: /no answer/ },
  {
    name: 'stops in the middle of its answer',
    play: (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices":[{"message":{"content":"');
    },
    requests: 3,
    reason: /no answer/,
  },
  {
    name: 'closes the connection',
    play: (_request, response) => void response.destroy(),
    requests: 3,
    reason: /no answer/,
  },
];
