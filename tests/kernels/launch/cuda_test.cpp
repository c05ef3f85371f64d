// What is asked of the CUDA launcher where there may be no GPU; tests/gpu/ has what needs one.
#include "kernels/launch/cuda.hpp"

#include <gtest/gtest.h>

#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(Cuda, ListsDevicesOrSaysWhyThereIsNone) {
    CudaDevices const devices = find_cuda_devices();
    EXPECT_EQ(devices.usable.empty(), !devices.problem.empty()) << devices.problem;
    EXPECT_EQ(devices.problem.find('\n'), std::string::npos) << "one line";
}

TEST(Cuda, ALauncherWithoutADeviceExplainsItself) {
    if (!find_cuda_devices().usable.empty()) {
        GTEST_SKIP() << "there is a device";
    }
    trials::PlanTables const tables = trials::lower(examples::simple_study(0.75));
    try {
        CudaLauncher const launcher(0, tables.plan, 1024);
        FAIL() << "a launcher without a device";
    } catch (CudaError const& error) {
        EXPECT_EQ(error.kind, CudaError::Kind::device_failed);
        std::string const message = error.what();
        bool const names_the_call =
            message.find("cudaSetDevice(number) failed at ") != std::string::npos &&
            message.find("cuda.cpp:") != std::string::npos;
        bool const is_absent = message.find("built without CUDA") != std::string::npos;
        EXPECT_TRUE(names_the_call || is_absent) << message;
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
