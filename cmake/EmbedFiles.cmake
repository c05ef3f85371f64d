# Writes files into a C++ source as bytes, that the program has them wherever it is installed.
#   cmake -DOUTPUT=<source> -DROOT=<folder> -DFILES=<paths below it, separated by |> -P EmbedFiles.cmake
cmake_minimum_required(VERSION 3.25)

string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(path IN LISTS files)
    file(READ "${ROOT}/${path}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," characters "${bytes}")
    string(REPLACE "'\\x0a'," "'\\x0a',\n" characters "${characters}")  # a line for a line
    string(MAKE_C_IDENTIFIER "${path}" name)
    string(APPEND arrays "constexpr char ${name}[] = {\n${characters}'\\0'};\n")
    string(APPEND entries "    {\"${path}\", {${name}, sizeof ${name} - 1}},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made by cmake/EmbedFiles.cmake.
#include \"host/builtin/builtin_files.hpp\"

namespace vtrial::host {
namespace {

${arrays}
constexpr BuiltinFile files[] = {
${entries}};

}  // namespace

std::span<BuiltinFile const> builtin_files() { return files; }

}  // namespace vtrial::host
")
