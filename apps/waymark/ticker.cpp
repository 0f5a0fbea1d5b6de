#include "ticker.hpp"

#include <fmt/format.h>

#include <chrono>

namespace waymark::app {

Ticker::Ticker(Terminal& terminal, std::string verb) {
    if (!terminal.err_is_screen) return;
    thread_ = std::thread([this, &terminal, verb = std::move(verb)] {
        std::unique_lock lock(mutex_);
        int seconds = 0;
        while (!stopped_.wait_for(lock, std::chrono::seconds(1), [this] { return stop_; })) {
            terminal.err(fmt::format("\r{}: {} s", verb, ++seconds));
        }
        if (seconds > 0) terminal.err("\r\x1b[K");
    });
}

Ticker::~Ticker() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    stopped_.notify_one();
    thread_.join();
}

}  // namespace waymark::app
