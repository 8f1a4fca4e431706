/** What forms of tests are read against. */
export const sampleContext = {
  repositories: [{ owner: 'oppia', repository: 'oppia' }],
  backends: ['local', 'backup'],
  releases: ['3.4.0', '3.4.1', '3.4.2'],
};

export const sampleQuotas = { perContributor: 3, perChange: 10, perDay: 100, unproven: { perContributor: 3, perChange: 10, perDay: 100 } };
