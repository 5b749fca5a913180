---
id: block-comment
title: Block comment of a C file
path: src/ring.c
escape: line
---
#include "ring.h"

/*
 * A ring of bytes for the serial port.
 *
 * {{payload}}
 */
int ring_put(struct ring *r, unsigned char byte)
{
	unsigned next = (r->head + 1) % r->size;

	if (next == r->tail)
		return -1;
	r->data[r->head] = byte;
	r->head = next;
	return 0;
}
