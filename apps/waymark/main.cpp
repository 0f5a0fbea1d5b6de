#include <malloc.h>

#include "cli.hpp"
#include "terminal.hpp"

int main(int argc, char** argv) {
    // A command is short and ends with all its memory: pages that went back to the system on the way would only be
    // asked for again, and every one of them is a fault.
    mallopt(M_MMAP_THRESHOLD, 1 << 26);
    mallopt(M_TRIM_THRESHOLD, 1 << 28);
    mallopt(M_TOP_PAD, 1 << 20);

    auto terminal = waymark::app::Terminal::of_process();
    return waymark::app::run({argv + 1, argv + argc}, terminal);
}
