/** The names of the IPC contract, `area:verb` for commands, `area:pastTense` for events. See `contract.ts`. */

export const COMMAND_NAMES = [
  'app:getSnapshot',
  'app:readAbout',
  'chat:start',
  'chat:end',
  'chat:reset',
  'chat:send',
  'chat:resend',
  'chat:discard',
  'chat:setTyping',
  'chat:setDraft',
  'settings:saveConnection',
  'settings:testConnection',
  'settings:choose',
  'settings:describe',
  'settings:change',
  'settings:reset',
  'settings:resetAll',
  'settings:export',
  'settings:prepareImport',
  'settings:import',
  'settings:unlock',
  'settings:lock',
  'settings:setPin',
  'page:beat',
  'question:answer',
  'demo:start',
  'transcript:read',
  'link:open',
  'transcript:save',
  'transcript:print',
  'diagnostics:getStatus',
  'diagnostics:export',
  'proxySignIn:answer',
  'staff:unlock',
  'staff:keepOpen',
  'staff:lock',
  'staff:setOutOfService',
  'staff:restart',
  'staff:exit',
  'staff:testConnection',
  'counter:begin',
  'counter:giveMoreTime',
  'counter:finish',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

export type EventName =
  | 'chat:changed'
  | 'connection:changed'
  | 'preferences:changed'
  | 'demo:changed'
  | 'question:changed'
  | 'prefill:changed'
  | 'proxySignIn:changed'
  | 'staff:changed'
  | 'counter:changed';

/** All events travel on one channel, so that their order is the order in which they were numbered. */
export const EVENT_CHANNEL = 'counterline:event';

/** Under this name the preload exposes its one object to the page. */
export const EXPOSED_NAME = 'counterline';
