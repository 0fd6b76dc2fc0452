import type { EndReason, NotSentReason, StartFailure } from '@shared/chat';
import type { ConnectionFault, ConnectionFieldFault, IpcErrorCode } from '@shared/ipc/contract';
import type { TestFinding } from '@shared/connectionTest';
import type { MessageKey } from '../locales/messageKey';

/** Which sentence says what. The compiler asks for each member that has none. */

export const START_FAILURE_SENTENCES: Readonly<Record<StartFailure, MessageKey>> = {
  notConfigured: 'start.failure.notConfigured',
  unreachable: 'start.failure.unreachable',
  certificate: 'start.failure.certificate',
  networkSignIn: 'start.failure.networkSignIn',
  proxyLogin: 'start.failure.proxyLogin',
  refused: 'start.failure.refused',
  rejected: 'start.failure.rejected',
  busy: 'start.failure.busy',
  notAChatServer: 'start.failure.notAChatServer',
  serverTrouble: 'start.failure.serverTrouble',
  unclear: 'start.failure.unclear',
};

export const END_REASON_SENTENCES: Readonly<Record<EndReason, MessageKey>> = {
  customer: 'ended.reason.customer',
  leftQueue: 'ended.reason.leftQueue',
  customerUnconfirmed: 'ended.reason.customerUnconfirmed',
  agent: 'ended.reason.agent',
  gone: 'ended.reason.gone',
};

export const NOT_SENT_SENTENCES: Readonly<Record<NotSentReason, MessageKey>> = {
  chatOver: 'delivery.reason.chatOver',
  notAllowed: 'delivery.reason.notAllowed',
  tooLong: 'delivery.reason.tooLong',
  refused: 'delivery.reason.refused',
};

export const REFUSAL_SENTENCES: Readonly<Record<IpcErrorCode, MessageKey>> = {
  invalidArgument: 'app.refused.invalidArgument',
  notNow: 'app.refused.notNow',
  internal: 'app.refused.internal',
};

export const TEST_FAILURE_SENTENCES: Readonly<Record<TestFinding, MessageKey>> = {
  unreachable: 'connection.result.unreachable',
  badAddress: 'connection.result.badAddress',
  nameUnknown: 'connection.result.nameUnknown',
  proxyUnreachable: 'connection.result.proxyUnreachable',
  proxyLogin: 'connection.result.proxyLogin',
  proxyRefused: 'connection.result.proxyRefused',
  certificateIssuer: 'connection.result.certificateIssuer',
  certificateDate: 'connection.result.certificateDate',
  certificateName: 'connection.result.certificateName',
  clientCertificate: 'connection.result.clientCertificate',
  webPage: 'connection.result.webPage',
  timeout: 'connection.result.timeout',
  certificate: 'connection.result.certificate',
  networkSignIn: 'connection.result.networkSignIn',
  refused: 'connection.result.refused',
  notAChatServer: 'connection.result.notAChatServer',
  busy: 'connection.result.busy',
  serverTrouble: 'connection.result.serverTrouble',
};

const FAULT_SENTENCES: Readonly<Record<Exclude<ConnectionFault, 'empty'>, MessageKey>> = {
  notAnAddress: 'connection.fault.notAnAddress',
  needsHttps: 'connection.fault.needsHttps',
  hasCredentials: 'connection.fault.hasCredentials',
  hasQuery: 'connection.fault.hasQuery',
  badCharacters: 'connection.fault.badCharacters',
  locked: 'connection.fault.locked',
};

const EMPTY_SENTENCES: Readonly<Record<ConnectionFieldFault['field'], MessageKey>> = {
  serverUrl: 'connection.fault.serverUrlEmpty',
  contactCenterId: 'connection.fault.contactCenterIdEmpty',
};

export function faultSentence({ field, fault }: Omit<ConnectionFieldFault, 'name'>): MessageKey {
  return fault === 'empty' ? EMPTY_SENTENCES[field] : FAULT_SENTENCES[fault];
}

/** Who came and who went. */
export const LINE_SENTENCES = {
  joined: 'conversation.joined',
  left: 'conversation.left',
  rejoined: 'conversation.rejoined',
  takenOver: 'conversation.takenOver',
} as const satisfies Record<string, MessageKey>;
