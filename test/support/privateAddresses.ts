/** Hosts that must never be connected to, in the spellings that a URL may have them in. */
export const PRIVATE_HOSTS: readonly string[] = [
  // This machine, by every way of writing four bytes.
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f.1', '0x7f000001', '0X7F.0x0.0x0.0x1'],
  ...['0177.0.0.1', '0177.1', '017700000001', '00000177.0.0.01', '127.0.0.1.', '127.255.255.254', '127.1.'],
  ...[
    '0',
    '0.0.0.0',
    '0x0',
    '0.1.2.3',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
  ],
  ...['%31%32%37.0.0.1', '127%2e0%2E0%2e1', '127%E3%80%820%E3%80%820%E3%80%821'],
  // In IPv6, and in what stands for IPv4 there: mapped, compatible, NAT64, 6to4, Teredo.
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000::0001]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[0:0:0:0:0:ffff:7f00:1]', '[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[::ffff:169.254.169.254]'],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ],
  ...['[2001:0:7f00:1::]', '[2001:0:4136:e378:8000:63bf:80ff:fffe]'],
  // Other ranges of IPv6 that lead nowhere on the open internet, or home.
  ...[
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[ff0e::1]',
  ],
  ...['[100::1]', '[2001:db8::1]', '[3fff::1]', '[2001:10::1]', '[2001:2::1]', '[5f00::1]', '[4000::1]'],
  // Zones are no part of a URL, and must not become one.
  ...['[fe80::1%25lo]', '[fe80::1%lo]', '[::1%25eth0]'],
  // Private, link-local, shared, reserved, benchmarking, documentation, relay, multicast, broadcast.
  ...[
    '10.1.2.3',
    '0xa.1.2.3',
    '012.1.2.3',
    '167838211',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '3232235521',
  ],
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518', '169.254.1.1'],
  ...[
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.0.171',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.7',
  ],
  ...[
    '198.18.0.1',
    '198.19.255.255',
    '192.88.99.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
  ],
  // Names of this machine and of local networks.
  ...[
    'localhost',
    'LOCALHOST',
    'a.localhost',
    'localhost.',
    'ⓛocalhost',
    'lo%63alhost',
    'LOCALHOST%2E',
    'localhost。',
  ],
  ...['printer.local', 'db.internal', 'nas.lan', 'router.home.arpa', 'metadata.google.internal'],
];

/** Whole addresses that only seem to lead to example.com, or to nowhere. */
export const TRICKY_ADDRESSES: readonly string[] = [
  'http://example.com@127.0.0.1/',
  'http://example.com:80@127.0.0.1/',
  'http://example.com%2f@127.0.0.1/',
  'http://a:b@127.0.0.1/',
  'http://127.0.0.1#@example.com/',
  'http://127.0.0.1?@example.com/',
  'http://127.0.0.1\\@example.com/',
  'http://127.0.0.1/@example.com/',
  'http:127.0.0.1/',
  'http:\\\\127.0.0.1\\',
  'http:///127.0.0.1/',
  'ht\ntp://127.0.0.1/',
  'http://127.0.\t0.1/',
  ' http://127.0.0.1/ ',
  'HTTP://127.0.0.1:80/',
  'https://127.0.0.1:443/',
  'https://[::1]:443/',
];

/** What a name may resolve to that leads inward. */
export const PRIVATE_ANSWERS: readonly string[] = [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.0.0.5', '172.20.1.1', '192.168.1.1', '169.254.169.254'],
  ...['100.100.100.200', '192.0.0.192', '198.18.5.5', '203.0.113.9', '224.0.0.251', '255.255.255.255'],
  ...[
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.5',
    '::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
  ],
  ...['fe80::1', 'fe80::1%lo', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', 'nonsense', ''],
];
