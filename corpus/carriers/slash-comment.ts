---
id: slash-comment
title: Line comment of a TypeScript file
path: src/cart/total.ts
escape: line
---
import { Line } from "./line";

// Prices are in cents, so that no sum needs rounding.
export function total(lines: Line[]): number {
  // {{payload}}
  return lines.reduce((sum, line) => sum + line.price * line.count, 0);
}
