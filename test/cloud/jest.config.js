import config from '../../jest.config.js';

/** The end-to-end suite against a deployed stage: run by `npm run test:cloud`. */
export default { ...config, rootDir: '../..', testMatch: ['<rootDir>/test/cloud/*.e2e.ts'] };
