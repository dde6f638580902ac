/** Instants at which an order is due around a change of its clocks, from a date on. */
export const AROUND_CHANGES: readonly {
  readonly zone: string;
  readonly at: string;
  readonly dates: string;
  readonly want: readonly string[];
}[] = [
  {
    zone: 'America/New_York',
    at: '02:30',
    dates: '2026-03-07',
    want: ['2026-03-07T07:30Z', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
  },
  {
    zone: 'America/New_York',
    at: '03:00',
    dates: '2026-03-07',
    want: ['2026-03-07T08:00Z', '2026-03-08T07:00Z', '2026-03-09T07:00Z'],
  },
  {
    zone: 'America/New_York',
    at: '01:30',
    dates: '2026-10-31',
    want: ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
  },
  {
    zone: 'America/New_York',
    at: '02:00',
    dates: '2026-10-31',
    want: ['2026-10-31T06:00Z', '2026-11-01T07:00Z', '2026-11-02T07:00Z'],
  },
  {
    zone: 'Africa/Cairo',
    at: '00:30',
    dates: '2026-04-23',
    want: ['2026-04-22T22:30Z', '2026-04-23T22:00Z', '2026-04-24T21:30Z'],
  },
  {
    zone: 'Asia/Beirut',
    at: '00:00',
    dates: '2026-03-28',
    want: ['2026-03-27T22:00Z', '2026-03-28T22:00Z', '2026-03-29T21:00Z'],
  },
  {
    zone: 'Asia/Beirut',
    at: '23:30',
    dates: '2026-10-24',
    want: ['2026-10-24T20:30Z', '2026-10-25T21:30Z', '2026-10-26T21:30Z'],
  },
  {
    zone: 'America/Asuncion',
    at: '00:00',
    dates: '2024-10-05',
    want: ['2024-10-05T04:00Z', '2024-10-06T04:00Z', '2024-10-07T03:00Z'],
  },
  {
    zone: 'America/Asuncion',
    at: '23:30',
    dates: '2024-03-22',
    want: ['2024-03-23T02:30Z', '2024-03-24T02:30Z', '2024-03-25T03:30Z'],
  },
  {
    zone: 'America/Havana',
    at: '00:15',
    dates: '2026-03-07',
    want: ['2026-03-07T05:15Z', '2026-03-08T05:00Z', '2026-03-09T04:15Z'],
  },
  {
    zone: 'Australia/Lord_Howe',
    at: '02:15',
    dates: '2026-10-03',
    want: ['2026-10-02T15:45Z', '2026-10-03T15:30Z', '2026-10-04T15:15Z'],
  },
  {
    zone: 'America/Nuuk',
    at: '22:30',
    dates: '2026-03-27',
    want: ['2026-03-28T00:30Z', '2026-03-29T00:30Z', '2026-03-29T23:30Z'],
  },
  // Its clocks were an hour, now they are two hours behind UTC in winter.
  {
    zone: 'America/Scoresbysund',
    at: '23:59',
    dates: '2023-10-27',
    want: ['2023-10-27T23:59Z', '2023-10-28T23:59Z', '2023-10-30T00:59Z'],
  },
];
