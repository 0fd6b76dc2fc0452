import { z } from 'zod';

/** What the agent console and its server say to each other. Both sides parse with this; the types come from it. */

const participant = z.object({ id: z.string(), nickname: z.string(), type: z.string() });

const entry = z.object({
  index: z.number().int(),
  type: z.string(),
  from: participant,
  text: z.string().optional(),
  atMs: z.number(),
});

const chat = z.object({
  id: z.string(),
  subject: z.string(),
  endpoint: z.string().nullable(),
  userData: z.record(z.string(), z.string()),
  customer: participant,
  state: z.enum(['WaitingForAgent', 'Chatting', 'Idle']),
  /** The agents who are in the chat now. */
  agents: z.array(z.string()),
  /** The agents who were and have left, the latest comer first. */
  agentsBefore: z.array(z.string()),
  customerIsTyping: z.boolean(),
  openedAtMs: z.number(),
  waitingSinceMs: z.number(),
  endedBy: z.enum(['customer', 'agent', 'server']).nullable(),
  /** Whose turn it is to answer: the scripted agent's or a person's. */
  drivenBy: z.enum(['autopilot', 'person']),
});

/** What can be made to go wrong from the console, one thing at a time. */
export const FAULT_PRESETS = ['off', 'flaky', 'outage', 'slow', 'answersLost', 'staleNode'] as const;
const faultPreset = z.enum(FAULT_PRESETS);

/** Sent as server-sent events. Each connection begins with a snapshot. */
export const newsSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    autopilotEnabled: z.boolean(),
    faultPreset,
    chats: z.array(chat.extend({ transcript: z.array(entry) })),
  }),
  z.object({ type: z.literal('chatChanged'), chat, added: z.array(entry) }),
  z.object({ type: z.literal('chatForgotten'), chatId: z.string() }),
  z.object({ type: z.literal('autopilotSwitched'), enabled: z.boolean() }),
  z.object({ type: z.literal('faultsSwitched'), preset: faultPreset }),
]);

const agentName = z
  .string()
  .max(200)
  .refine((name) => name.trim() !== '', 'must not be empty');
const inChat = { chatId: z.string(), agent: agentName };

export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), ...inChat }),
  z.object({ type: z.literal('say'), ...inChat, text: z.string().min(1).max(20_000) }),
  z.object({ type: z.literal('startTyping'), ...inChat }),
  z.object({ type: z.literal('stopTyping'), ...inChat }),
  z.object({ type: z.literal('leave'), ...inChat }),
  z.object({ type: z.literal('rejoin'), ...inChat }),
  z.object({ type: z.literal('transfer'), ...inChat, to: agentName }),
  z.object({ type: z.literal('end'), ...inChat }),
  z.object({ type: z.literal('takeOver'), chatId: z.string() }),
  z.object({ type: z.literal('giveBack'), chatId: z.string() }),
  z.object({ type: z.literal('switchAutopilot'), enabled: z.boolean() }),
  z.object({ type: z.literal('switchFaults'), preset: faultPreset }),
]);

export const commandAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.enum(['badCommand', 'unknownChat', 'notValidNow', 'forbidden']),
      message: z.string(),
    }),
  }),
]);

export type FaultPreset = z.infer<typeof faultPreset>;
export type DeskEntry = z.infer<typeof entry>;
export type DeskChat = z.infer<typeof chat>;
export type News = z.infer<typeof newsSchema>;
export type Command = z.infer<typeof commandSchema>;
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

/** Paths below the server's address. */
export const CONSOLE_PAGE = '/console/';
export const CONSOLE_EVENTS = '/console/events';
export const CONSOLE_COMMANDS = '/console/api/commands';

/** A page of another origin cannot send this header without asking first, and nobody answers when it asks. */
export const CONSOLE_HEADER = 'x-counterline-console';
