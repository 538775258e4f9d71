import { isJsonObject } from '../json-value.ts';

/**
 * An object with its fields in camel case. Contact events come in both `agentInfo` and `AgentInfo`,
 * `instanceArn` and `InstanceARN`, even within one event. Anything but an object stays as it is.
 */
export function inCamelCase(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [camelCased(name), field]),
  );
}

function camelCased(name: string): string {
  const plain = name.endsWith('ARN') ? `${name.slice(0, -3)}Arn` : name;
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
