// Lanes of a BlockTeam without a device: fibers of one thread, which a scheduler runs one after the
// other from barrier to barrier, in an order that it shuffles anew each time. A body that needs a
// barrier that is not there reads what its neighbour has not written yet, or has overwritten.
//
// Under the thread sanitizer each fiber is a thread of its own, and only barriers order them, so
// that a missing barrier is a data race that it reports, whatever the values.
#pragma once

#include <ucontext.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

#include "kernels/launch/block_team.hpp"

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace vtrial::kernels::test {

/// Runs `body(lane)` for lanes 0 ... count - 1, each on a stack of its own.
class FiberLanes {
  public:
    /// `exchange` is what the lanes share, exchange_words of it; null: memory of its own.
    FiberLanes(std::int32_t count, std::uint32_t shuffle_seed, std::uint64_t* exchange = nullptr)
        : fibers_(static_cast<std::size_t>(count)),
          mail_(fibers_.size()),
          exchange_(exchange != nullptr ? exchange : own_exchange_),
          shuffle_(shuffle_seed) {}
    FiberLanes(FiberLanes const&) = delete;
    FiberLanes& operator=(FiberLanes const&) = delete;

    void run(std::function<void(std::int32_t)> body) {
        body_ = std::move(body);
        phase_ = 0;
#if defined(__SANITIZE_THREAD__)
        scheduler_fiber_ = __tsan_get_current_fiber();
#endif
        for (std::size_t i = 0; i < fibers_.size(); ++i) {
            start(i);
        }
        // a phase: every lane from one barrier to the next
        while (run_phase()) {
            ++phase_;
        }
        for (Fiber& fiber : fibers_) {
            end(fiber);
        }
    }

    /// Called by a lane: waits until all lanes have come here.
    void barrier() {
        Fiber& self = fibers_[current_];
        release();
        switch_to_scheduler(self);
        acquire();
    }

    /// What lane `from` of this lane's warp passes in the same call.
    std::uint64_t exchange_mail(std::uint64_t value, std::int32_t from) {
        mail_[current_] = value;
        barrier();
        std::uint64_t const received = mail_[static_cast<std::size_t>(from)];
        barrier();
        return received;
    }

    std::int32_t count() const { return static_cast<std::int32_t>(fibers_.size()); }
    std::uint64_t* exchange() { return exchange_; }
    std::int64_t barriers() const { return phase_; }

  private:
    static constexpr std::size_t stack_bytes = std::size_t{1} << 18;

    struct Fiber {
        ucontext_t context;
        std::unique_ptr<std::byte[]> stack;
        std::atomic<bool> is_done = false;
        void* sanitizer_fiber = nullptr;
    };

    void start(std::size_t i) {
        Fiber& fiber = fibers_[i];
        if (!fiber.stack) {
            fiber.stack = std::make_unique<std::byte[]>(stack_bytes);
        }
        fiber.is_done = false;
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.get();
        fiber.context.uc_stack.ss_size = stack_bytes;
        fiber.context.uc_link = nullptr;
        auto const self = reinterpret_cast<std::uintptr_t>(this);
        makecontext(&fiber.context, reinterpret_cast<void (*)()>(&FiberLanes::enter), 2,
                    static_cast<unsigned>(self), static_cast<unsigned>(self >> 32));
#if defined(__SANITIZE_THREAD__)
        fiber.sanitizer_fiber = __tsan_create_fiber(0);
        __tsan_release(&mail_);  // what the scheduler has prepared is visible to every lane
#endif
    }

    void end(Fiber& fiber) {
#if defined(__SANITIZE_THREAD__)
        __tsan_destroy_fiber(fiber.sanitizer_fiber);
#endif
        fiber.sanitizer_fiber = nullptr;
    }

    static void enter(unsigned low, unsigned high) {
        auto* const self = reinterpret_cast<FiberLanes*>(static_cast<std::uintptr_t>(low) |
                                                         static_cast<std::uintptr_t>(high) << 32);
        Fiber& fiber = self->fibers_[self->current_];
        self->acquire();
        self->body_(static_cast<std::int32_t>(self->current_));
        self->release();
        fiber.is_done = true;
        self->leave(fiber);
    }

    /// For good, so that what the lane did happens before what the scheduler does next.
    void leave(Fiber& self) {
#if defined(__SANITIZE_THREAD__)
        __tsan_switch_to_fiber(scheduler_fiber_, 0);
#endif
        swapcontext(&self.context, &scheduler_);
    }

    /// Runs every lane to its next barrier; false once all have ended.
    bool run_phase() {
        std::vector<std::size_t> order(fibers_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[shuffle_() % i]);
        }
        std::size_t ended = 0;
        for (std::size_t const i : order) {
            switch_to(i);
            ended += fibers_[i].is_done ? 1 : 0;
        }
        if (ended != 0 && ended != fibers_.size()) {
            throw std::logic_error("some lanes wait at a barrier that others never reach");
        }
        return ended == 0;
    }

    void switch_to(std::size_t i) {
        current_ = i;
#if defined(__SANITIZE_THREAD__)
        __tsan_switch_to_fiber(fibers_[i].sanitizer_fiber, __tsan_switch_to_fiber_no_sync);
#endif
        swapcontext(&scheduler_, &fibers_[i].context);
    }

    void switch_to_scheduler(Fiber& self) {
#if defined(__SANITIZE_THREAD__)
        __tsan_switch_to_fiber(scheduler_fiber_, __tsan_switch_to_fiber_no_sync);
#endif
        swapcontext(&self.context, &scheduler_);
    }

    /// What a lane did before a barrier happens before what any lane does after it. One address a
    /// parity of barriers: all of one have released theirs before the first acquires it.
    void release() {
#if defined(__SANITIZE_THREAD__)
        __tsan_release(&gates_[phase_ % 2]);
#endif
    }
    void acquire() {
#if defined(__SANITIZE_THREAD__)
        __tsan_acquire(phase_ == 0 ? &mail_ : static_cast<void*>(&gates_[(phase_ + 1) % 2]));
#endif
    }

    std::vector<Fiber> fibers_;
    std::vector<std::uint64_t> mail_;
    std::uint64_t own_exchange_[exchange_words] = {};
    std::uint64_t* exchange_;
    std::mt19937 shuffle_;
    std::function<void(std::int32_t)> body_;
    ucontext_t scheduler_{};
    void* scheduler_fiber_ = nullptr;
    // not the lanes' own data: atomic, so that the sanitizer lets the scheduler share them
    std::atomic<std::size_t> current_ = 0;
    std::atomic<std::int64_t> phase_ = 0;
    char gates_[2] = {};
};

/// One of them, as BlockTeam wants it; with code for all plans, or for plain ones only.
template <bool has_extras_>
struct FiberLaneOf {
    static constexpr bool has_disease_model = has_extras_;
    static constexpr bool has_safety = has_extras_;
    static constexpr bool has_extras = has_extras_;

    FiberLanes* lanes;
    std::int32_t number;

    std::int32_t index() const { return number; }
    std::int32_t count() const { return lanes->count(); }
    void barrier() const { lanes->barrier(); }
    std::uint64_t* exchange() const { return lanes->exchange(); }

    template <class Value>
    Value shuffle_up(Value value, std::int32_t distance) const {
        bool const has_source = number % lanes_a_warp >= distance;
        return receive(value, has_source ? number - distance : number);
    }
    template <class Value>
    Value shuffle_xor(Value value, std::int32_t mask) const {
        return receive(value, number ^ mask);
    }
    template <class Counter>
    void add(Counter& counter, Counter amount) const {
        __atomic_fetch_add(&counter, amount, __ATOMIC_RELAXED);
    }
    static Words words(std::uint64_t seed, std::uint64_t replicate, std::uint64_t block) {
        return philox(seed, replicate, block);
    }

  private:
    template <class Value>
    Value receive(Value value, std::int32_t from) const {
        return static_cast<Value>(lanes->exchange_mail(static_cast<std::uint64_t>(value), from));
    }
};

using FiberLane = FiberLaneOf<true>;
using PlainFiberLane = FiberLaneOf<false>;

}  // namespace vtrial::kernels::test
