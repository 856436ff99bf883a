#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

// Types and signatures of contracts, read from the text that Solidity writes.
// Source: Contract ABI Specification, docs.soliditylang.org.

namespace stafi::abi {

inline constexpr std::size_t kTextMax = 4096;     ///< characters of a type or declaration
inline constexpr std::size_t kDepthMax = 16;      ///< arrays and tuples within each other
inline constexpr std::size_t kHeadMax = 1 << 20;  ///< bytes of T[k] without what it points to
inline constexpr std::size_t kIndexedMax = 3;     ///< a log has four topics, one is the event's

/// Text that stands in our own source. What takes one CHECKs that it can be read: an outside text
/// cannot get there.
class Literal {
  public:
    consteval Literal(const char* text) : text_{text} {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

enum class Kind : std::uint8_t {
    uint,         ///< uint8 .. uint256
    sint,         ///< int8 .. int256
    boolean,      ///< bool
    address,      ///< address
    fixed_bytes,  ///< bytes1 .. bytes32
    function,     ///< function: an address and a selector, encoded like bytes24
    bytes,        ///< bytes
    string,       ///< string
    array,        ///< T[k]
    list,         ///< T[]
    tuple,        ///< (T, U, ...)
};

/// A type of the ABI. Sizes are in range, nesting is bounded and no part takes zero bytes: there
/// is no T[0], and () is only the list of parameters of a function that has none.
class Type {
  public:
    /// Reads `(uint32,bytes[])[4]`, without names and blanks. Aliases (`uint`) and fixed-point
    /// numbers are no types. Errors: bad_abi.
    [[nodiscard]] static Result<Type> parse(std::string_view text);
    explicit Type(Literal text);
    Type() = default;  ///< ()

    [[nodiscard]] Kind kind() const { return kind_; }
    /// Bits of a number, bytes of bytesN, elements of T[k].
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Members of a tuple; of an array or list the one element type.
    [[nodiscard]] const std::vector<Type>& parts() const { return parts_; }
    /// The type of element `i` of an array, list or tuple.
    [[nodiscard]] const Type& part(std::size_t i) const {
        return parts_[kind_ == Kind::tuple ? i : 0];
    }
    /// One word, not split further and not hashed when indexed.
    [[nodiscard]] bool is_word() const { return kind_ < Kind::bytes; }
    /// Its place holds an offset to the encoding, not the encoding.
    [[nodiscard]] bool is_dynamic() const { return is_dynamic_; }
    /// Bytes in its place: 32 when dynamic, else of the whole encoding.
    [[nodiscard]] std::size_t head_size() const { return head_size_; }
    /// As in signatures, without names and blanks.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Type&, const Type&) = default;

  private:
    friend class TypeReader;

    Kind kind_ = Kind::tuple;
    bool is_dynamic_ = false;
    std::size_t size_ = 0;
    std::size_t head_size_ = 0;
    std::size_t depth_ = 0;  ///< of arrays and tuples
    std::vector<Type> parts_;
};

/// The first four bytes of calldata and of revert data.
using Selector = FixedBytes<struct SelectorTag, 4>;

struct Parameter {
    Type type;
    std::string name;         ///< may be empty
    bool is_indexed = false;  ///< in a topic of the log
};

/// What a function may do: take ether, write, only read, not even that.
enum class Mutability : std::uint8_t { nonpayable, payable, view, pure };

/// A function, event or error:
/// `Unstake(address indexed from, uint256 rethAmount)`, `balanceOf(address) view returns
/// (uint256)`.
class Signature {
  public:
    /// Errors: bad_abi.
    [[nodiscard]] static Result<Signature> parse(std::string_view declaration);
    explicit Signature(Literal declaration);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }
    /// The tuple of all parameters.
    [[nodiscard]] const Type& inputs() const { return inputs_; }
    /// The tuple of what a function returns; () when nothing is declared.
    [[nodiscard]] const Type& outputs() const { return outputs_; }
    [[nodiscard]] Mutability mutability() const { return mutability_; }
    /// The inputs as an event's log has them: of what is indexed and longer than a word there is
    /// only the hash, a bytes32.
    [[nodiscard]] const Type& logged() const { return logged_; }
    /// The tuple of the inputs that are not indexed: the data of a log.
    [[nodiscard]] const Type& log_data() const { return log_data_; }

    /// `Unstake(address,uint256)`, of which the next two are the hash.
    [[nodiscard]] std::string text() const { return name_ + inputs_.text(); }
    /// Of an event.
    [[nodiscard]] const Bytes32& topic0() const { return hash_; }
    /// Of a function or error.
    [[nodiscard]] Selector selector() const { return Selector::from(hash_.view().first<4>()); }

  private:
    friend class TypeReader;
    Signature() = default;

    std::string name_;
    std::vector<Parameter> parameters_;
    Mutability mutability_ = Mutability::nonpayable;
    Type inputs_;
    Type outputs_;
    Type logged_;
    Type log_data_;
    Bytes32 hash_;
};

}  // namespace stafi::abi
