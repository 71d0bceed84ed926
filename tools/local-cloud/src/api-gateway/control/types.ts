/** A REST API as its template describes it, resolved: properties under CloudFormation's names. */
export type RestApiDescription = {
  apiId: string;
  rootResourceId: string;
  properties: Properties;
  /** Without the root. */
  resources: { id: string; parentId: string; pathPart: string; path: string }[];
  methods: Properties[];
  stages: Properties[];
};

/** What is told of an HTTP API. */
export type HttpApiDescription = { apiId: string; name: string; url: string };

export type Properties = Readonly<Record<string, unknown>>;
