import { createAuthorizer } from './authorize.ts';
import { authorizeDependencies } from './dependencies.ts';

export const handler = createAuthorizer(authorizeDependencies());
