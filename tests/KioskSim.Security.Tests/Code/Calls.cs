using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace KioskSim.Security.Tests.Code;

/// <summary>Who calls whom, by the instructions of a compiled program: what a test of the source could be talked out of.</summary>
static partial class Calls
{
    public const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    const byte TwoBytes = 0xFE; // the first of an instruction's two

    static readonly Dictionary<short, OpCode> Instructions =
        typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    /// <summary>Every call in these types, the bodies of asynchronous methods and of lambdas included.</summary>
    public static IEnumerable<(MethodBase By, MethodBase To)> Of(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
        from called in CalledIn(method)
        select (method, called);

    /// <summary>Type and method as they are written in the source: the compiler has its own names for what it takes out of them.</summary>
    public static string NameOf(MethodBase method)
    {
        var name = method.Name;
        var type = method.DeclaringType!;
        while (type.DeclaringType is { } outer && MadeByCompiler().Match(type.Name) is { Success: true } made)
        {
            if (made.Groups[1].Length > 0)
                name = made.Groups[1].Value;
            type = outer;
        }

        return $"{type.Name}.{(MadeByCompiler().Match(name) is { Success: true } lambda ? lambda.Groups[1].Value : name)}";
    }

    static IEnumerable<MethodBase> CalledIn(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length;)
        {
            var instruction = Instructions[code[at] == TwoBytes ? (short)(TwoBytes << 8 | code[at + 1]) : code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))) is MethodBase to)
                yield return to;
            at += SizeOf(instruction.OperandType, code.AsSpan(at));
        }
    }

    static MemberInfo? Resolve(MethodBase by, int token) => by.Module.ResolveMember(
        token, by.DeclaringType!.GetGenericArguments(), by.IsGenericMethod ? by.GetGenericArguments() : null);

    static int SizeOf(OperandType operand, ReadOnlySpan<byte> code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(code),
        _ => 4,
    };

    [GeneratedRegex("^<([^>]*)>")]
    private static partial Regex MadeByCompiler();
}
