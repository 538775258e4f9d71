import { testDeployment } from '../e2e/deployment-suite.ts';
import { openStage } from './cloud-deployment.ts';
import { AWS, MINISTACK } from './known-gaps.ts';

const engine = [AWS, MINISTACK].find(({ name }) => name === process.env.CLOUD_ENGINE) ?? AWS;

testDeployment(`on ${engine.name}`, () => openStage(process.env.CLOUD_STAGE ?? ''), engine.skipped);
