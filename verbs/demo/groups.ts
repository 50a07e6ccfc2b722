/** A group in the demo world. */
export interface DemoGroup {
  owner: string;
  handle: string;
  name: string;
  description: string;
  rules?: string;
  privacy: 'PUBLIC' | 'PRIVATE' | 'SECRET';
  members: readonly string[];
  moderators?: readonly string[];
  /** Who has not answered yet. */
  invited?: readonly string[];
}

export const groups: readonly DemoGroup[] = [
  {
    owner: 'bruno',
    handle: 'sourdough',
    name: 'Sourdough at four',
    description: 'Starters, crumbs and small disasters. Photographs before the first slice, please.',
    rules: 'No yeast talk. All starters have names.',
    privacy: 'PUBLIC',
    members: ['gwen', 'femi'],
    moderators: ['dagny'],
  },
  {
    owner: 'ada',
    handle: 'old_maps',
    name: 'Old maps',
    description: 'Sheets from before 1950, and what became of what is on them.',
    privacy: 'PRIVATE',
    members: ['hana', 'emre'],
    invited: ['bruno'],
  },
  {
    owner: 'hana',
    handle: 'ada_turns_forty',
    name: 'Ada turns forty',
    description: 'The surprise. Not a word.',
    privacy: 'SECRET',
    members: ['bruno', 'chiara', 'gwen'],
  },
  {
    owner: 'emre',
    handle: 'night_trains',
    name: 'Night trains',
    description: 'For everybody who would rather arrive rested and slightly creased.',
    privacy: 'PUBLIC',
    members: ['ada', 'hana'],
  },
];
