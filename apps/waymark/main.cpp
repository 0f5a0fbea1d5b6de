#include "cli.hpp"
#include "terminal.hpp"

int main(int argc, char** argv) {
    auto terminal = waymark::app::Terminal::of_process();
    return waymark::app::run({argv + 1, argv + argc}, terminal);
}
