// The part of Thunderbird's extension interface (128 and newer, Manifest V3) that the extension uses.

interface MekikiEvent<Listener> {
  addListener(listener: Listener): void;
}
interface MekikiTab {
  id: number;
  windowId: number;
  type?: string;
}
interface MekikiMessageList {
  id: string | null;
  messages: { id: number; subject: string }[];
}
interface MekikiMessageHeader {
  id: number;
  subject: string;
  author: string;
  headerMessageId: string;
  folder?: { id: string; accountId: string };
}
interface MekikiSender {
  url?: string;
  tab: MekikiTab;
}
interface MekikiPort {
  error?: { message?: string } | null;
  onMessage: MekikiEvent<(message: unknown) => void>;
  onDisconnect: MekikiEvent<(port: MekikiPort) => void>;
  postMessage(message: object): void;
  disconnect(): void;
}
interface MekikiStorage {
  get(key?: string): Promise<Record<string, any>>;
  set(values: Record<string, unknown>): Promise<void>;
}
interface MekikiInjection<Values extends unknown[]> {
  target: { tabId: number };
  files?: string[];
  func?: (...values: Values) => unknown;
  args?: Values;
}

declare const browser: {
  i18n: { getMessage(key: string, substitutions?: string[]): string };
  mailTabs: {
    onSelectedMessagesChanged: MekikiEvent<(tab: MekikiTab, list: MekikiMessageList) => void>;
    getSelectedMessages(tabId: number): Promise<MekikiMessageList>;
  };
  messageDisplay: {
    onMessagesDisplayed: MekikiEvent<(tab: MekikiTab, list: MekikiMessageList) => void>;
    getDisplayedMessages(tabId: number): Promise<MekikiMessageList>;
  };
  messageDisplayAction: {
    setBadgeText(details: { tabId: number; text: string | null }): Promise<void>;
    setBadgeBackgroundColor(details: { tabId: number; color: string | null }): Promise<void>;
    setLabel(details: { tabId: number; label: string | null }): Promise<void>;
    setTitle(details: { tabId: number; title: string | null }): Promise<void>;
    setIcon(details: { tabId: number; path: string | null }): Promise<void>;
    openPopup(options: { windowId: number }): Promise<boolean>;
  };
  messages: {
    listInlineTextParts(messageId: number): Promise<{ contentType: string; content: string }[]>;
    get(messageId: number): Promise<MekikiMessageHeader>;
    getRaw(messageId: number, options?: { decrypt?: boolean }): Promise<File>;
    move(messageIds: number[], folderId: string, options?: { isUserAction?: boolean }): Promise<void>;
    query(filter: { folderId?: string; headerMessageId?: string }): Promise<{ messages: MekikiMessageHeader[] }>;
  };
  messengerUtilities: {
    convertToPlainText(html: string): Promise<string>;
    parseMailboxString(text: string): Promise<{ email: string }[]>;
  };
  folders: { query(filter: { accountId?: string; specialUse?: string[] }): Promise<{ id: string }[]> };
  permissions: {
    contains(wanted: { permissions: string[] }): Promise<boolean>;
    request(wanted: { permissions: string[] }): Promise<boolean>;
  };
  compose: {
    beginNew(messageId: number | null, details: object): Promise<MekikiTab>;
  };
  windows: { openDefaultBrowser(url: string): Promise<void> };
  accounts: {
    get(accountId: string): Promise<{ identities: { email: string }[] } | null>;
    list(includeSubFolders: boolean): Promise<{ identities: { email: string }[] }[]>;
  };
  runtime: {
    onInstalled: MekikiEvent<(details: { reason: string; temporary: boolean }) => void>;
    onStartup: MekikiEvent<() => void>;
    onMessage: MekikiEvent<(message: any, sender: MekikiSender) => Promise<unknown> | undefined | void>;
    connectNative(name: string): MekikiPort;
    getManifest(): { version: string };
    getURL(path: string): string;
    sendMessage(message: object): Promise<any>;
  };
  scripting: {
    executeScript<Values extends unknown[]>(injection: MekikiInjection<Values>): Promise<{ result: unknown }[]>;
  };
  storage: {
    local: MekikiStorage;
    session: MekikiStorage;
    managed: MekikiStorage;
    onChanged: MekikiEvent<(changes: Record<string, unknown>, area: string) => void>;
  };
  tabs: {
    create(details: { url: string }): Promise<MekikiTab>;
    onRemoved: MekikiEvent<(tabId: number) => void>;
    query(filter: { active?: boolean; currentWindow?: boolean }): Promise<MekikiTab[]>;
  };
};
