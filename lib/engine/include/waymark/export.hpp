#pragma once

// Marks what the shared library shows to programs that link it; everything else stays hidden.
#if defined(_WIN32)
#define WAYMARK_EXPORT
#else
#define WAYMARK_EXPORT __attribute__((visibility("default")))
#endif
