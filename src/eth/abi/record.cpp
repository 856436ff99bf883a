#include "eth/abi/record.hpp"

#include "base/check.hpp"

namespace stafi::abi {

Value to_value(const Type& type, std::span<const Source> members) {
    CHECK(type.kind() == Kind::tuple && type.parts().size() == members.size());
    std::vector<Value> parts;
    parts.reserve(members.size());
    for (const Source& member : members)
        parts.push_back(member.to_value(type.part(parts.size()), member.content));
    return parts;
}

Result<> read_value(const Type& type, Value&& value, std::span<const Target> members) {
    CHECK(type.kind() == Kind::tuple && type.parts().size() == members.size());
    std::vector<Value> parts = parts_of(std::move(value));
    for (std::size_t i = 0; i < members.size(); ++i)
        TRY_VOID(members[i].read_value(type.part(i), std::move(parts[i]), members[i].content));
    return {};
}

}  // namespace stafi::abi
