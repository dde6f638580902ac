/** What the words of groups and channels are tried with, by key. */
export const GROUP_ARGUMENTS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'groups.head': [
    ['group', 'X'],
    ['channel', 'X'],
  ],
  'groups.unknownName': [['X']],
  'groups.elsewhere.subscribed': [['X', 'X']],
  'groups.elsewhere.unsubscribed': [['X']],
  'groups.elsewhere.timeAsk': [['X']],
  'groups.elsewhere.zoneAsk': [['X', '08:10']],
  'groups.elsewhere.resumed': [[null], ['X']],
};
