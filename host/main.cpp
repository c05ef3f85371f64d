#include "host/commands/commands.hpp"
#include "host/start.hpp"

int main(int argc, char** argv) {
    return vtrial::host::start("vtrial", argc, argv, vtrial::host::run_program);
}
