import type { ContentField } from '../../events/content.ts';
import type { Template, TemplateParameter } from './content-payload.ts';

/**
 * The values that a WhatsApp template was sent with, one field each: `body.1` is the first of the
 * body, `button.0.1` the first of the button with index 0.
 */
export function templateFields(template: Template): ContentField[] {
  const components = template.components ?? template.component ?? [];
  return components.flatMap(({ type, index, parameters }) => {
    const part = [type ?? 'component', index].filter((name) => name !== undefined && name !== null);
    return (parameters ?? []).map((parameter, position) => ({
      name: [...part, position + 1].join('.'),
      type: parameter.type ?? undefined,
      value: parameterValue(parameter),
    }));
  });
}

/** Names of the template itself, which the content has no fields for. */
export function templateMetadata(template: Template): Readonly<Record<string, unknown>> {
  return {
    template_name: template.name,
    template_namespace: template.namespace,
    template_language: template.language?.code,
  };
}

function parameterValue(parameter: TemplateParameter): string | undefined {
  const { text, payload, image, video, document, currency, date_time } = parameter;
  const media = image?.link ?? video?.link ?? document?.link;
  const formatted = currency?.fallback_value ?? date_time?.fallback_value;
  return text ?? payload ?? media ?? formatted ?? undefined;
}
