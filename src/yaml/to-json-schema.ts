import * as z from 'zod';

/**
 * What an editor needs to complete and check a file. draft-07 is what yaml-language-server reads.
 * A map takes no other keys than its own; unless it has none of its own, as lists by name. A
 * union that names its type is of no other, though the program reads others to tell what is wrong.
 */
export const toJsonSchema = (schema: z.ZodType, title: string): string => {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def;
      if (type === 'object') jsonSchema.additionalProperties = false;
      if (type === 'union' && jsonSchema.type !== undefined) delete jsonSchema.anyOf;
    },
  });
  return `${JSON.stringify({ title, ...made }, undefined, 2)}\n`;
};
