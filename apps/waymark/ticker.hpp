#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "terminal.hpp"

namespace waymark::app {

/// While it lives: after a second, and then every second, a line on the screen says how long the command has been at
/// it. Silent when standard error is no screen. The line is gone when the ticker is.
class Ticker {
public:
    Ticker(Terminal& terminal, std::string verb);
    ~Ticker();
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace waymark::app
