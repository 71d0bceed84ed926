/** Where APIs are. */
export interface Target {
  name: 'url' | 'local' | 'aws';
  stage?: string;
  /** Base URL by name of the service. */
  urls: Record<string, string>;
  /** Further variables for collections, such as credentials. */
  variables: Record<string, string>;
  close: () => Promise<void>;
}

/** The service that takes orders, which others then answer with. */
export const ORDERS = 'ingest-a';
