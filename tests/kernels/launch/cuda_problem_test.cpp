// What users are told who have no GPU that can be used. Built where CUDA's run time is.
#include <gtest/gtest.h>

#include "kernels/launch/cuda_call.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(WhyNoDevice, TellsNoDriverFromAnOldOne) {
    // without a driver CUDA's error is that of an old one: only the version tells them apart
    EXPECT_EQ(why_no_device(cudaErrorInsufficientDriver, 0), "no NVIDIA driver is installed here");
    std::string const old = why_no_device(cudaErrorInsufficientDriver, 12040);
    EXPECT_NE(old.find("too old: it supports CUDA 12.4, this vtrial needs "), std::string::npos)
        << old;
    EXPECT_NE(old.find("update the driver"), std::string::npos) << old;
}

TEST(WhyNoDevice, TellsOfADriverThatSeesNoDevice) {
    std::string const text = why_no_device(cudaErrorNoDevice, 13000);
    EXPECT_NE(text.find("CUDA_VISIBLE_DEVICES"), std::string::npos) << text;
}

TEST(WhyNoDevice, PassesOnWhatCudaSaysOtherwise) {
    std::string const text = why_no_device(cudaErrorDevicesUnavailable, 13000);
    EXPECT_NE(text.find("cudaErrorDevicesUnavailable"), std::string::npos) << text;
}

TEST(CudaCall, NamesTheCallThePlaceAndCudasText) {
    try {
        check_cuda(cudaErrorIllegalAddress, "cudaLaunchKernel(...)", "cuda.cpp", 17);
        FAIL() << "an error passed";
    } catch (CudaError const& error) {
        EXPECT_EQ(error.kind, CudaError::Kind::device_failed);
        EXPECT_STREQ(error.what(),
                     "cudaLaunchKernel(...) failed at cuda.cpp:17: an illegal memory access was "
                     "encountered (cudaErrorIllegalAddress)");
    }
    try {
        check_cuda(cudaErrorMemoryAllocation, "cudaMalloc(...)", "cuda_call.hpp", 3);
        FAIL() << "an error passed";
    } catch (CudaError const& error) {
        EXPECT_EQ(error.kind, CudaError::Kind::out_of_memory);
    }
    EXPECT_NO_THROW(check_cuda(cudaSuccess, "cudaMalloc(...)", "cuda_call.hpp", 3));
}

}  // namespace
}  // namespace vtrial::kernels::test
