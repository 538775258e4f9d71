import { describe, expect, it } from '@jest/globals';
import { hiveType, lakeColumns } from '../../../../core/lake/columns.ts';

const columns = new Map(lakeColumns().map(({ name, type }) => [name, hiveType(type)]));

describe('the columns of the lake', () => {
  it('are those of the event schema, nested where it nests', () => {
    expect(columns.get('id')).toBe('string');
    expect(columns.get('revision')).toBe('bigint');
    expect(columns.get('derived')).toBe('boolean');
    expect(columns.get('channel')).toBe('struct<type:string,metadata:map<string,string>>');
    expect(columns.get('rating')).toBe('struct<score:double,scale:double,comment:string>');
    expect(columns.get('recipients')).toMatch(/^array<struct<role:string,id:string,/);
    expect(columns.get('payload')).toBe('string');
  });

  it('hold every kind of content in one struct', () => {
    const message = columns.get('message') ?? '';
    for (const field of ['text', 'latitude', 'contacts', 'size_bytes', 'fields', 'provider_type']) {
      expect(message).toContain(`${field}:`);
    }
    expect(message.match(/latitude:/g)).toHaveLength(1);
  });

  it('hold nothing that people wrote, when so chosen', () => {
    const bare = new Map(
      lakeColumns({ messageText: false }).map(({ name, type }) => [name, hiveType(type)]),
    );
    for (const name of ['payload', 'postback']) expect(bare.has(name)).toBe(false);
    const all = [...bare.values()].join();
    for (const field of ['text:', 'caption:', 'title:', 'comment:', 'contacts:', 'value:']) {
      expect(all).not.toContain(field);
    }
    expect(bare.get('message')).toContain('content:struct<type:string');
    expect(bare.get('actor')).toBe(columns.get('actor'));
  });
});
