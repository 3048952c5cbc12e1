using KioskSim.Strict.Landlock;
using KioskSim.Strict.SystemCalls;

namespace KioskSim.Strict;

/// <summary>
/// A fault for tests: <see cref="Variable"/> names what is left out, separated by commas. It is no way round strict mode: what is left out
/// is found by its safeguard, and the program does not start.
/// </summary>
/// <remarks>A name is one of those below, a <see cref="LandlockRights"/>, or a system call's.</remarks>
sealed class Omission
{
    public const string Variable = "KIOSKSIM_STRICT_WITHOUT";

    public const string BeginAnew = "begin-anew";
    public const string Core = "core";
    public const string Descriptors = "descriptors";
    public const string Diagnostics = "diagnostics";
    public const string Dumpable = "dumpable";
    public const string FileSize = "file-size";
    public const string Overwriting = "overwriting";

    static readonly string[] Mechanisms = [BeginAnew, Core, Descriptors, Diagnostics, Dumpable, FileSize, Overwriting];

    readonly HashSet<string> _names;

    Omission(IEnumerable<string> names) => _names = [.. names];

    /// <exception cref="StrictModeException">There is no such name.</exception>
    public static Omission FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable) ?? "");

    public static Omission Parse(string names)
    {
        var omission = new Omission(names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var unknown = omission._names.Except(Mechanisms).Except(Enum.GetNames<LandlockRights>()).Except(DeniedCalls.Names).FirstOrDefault();
        return unknown is null ? omission : throw new StrictModeException($"{Variable} names '{unknown}', and there is no such protection.");
    }

    public bool Of(string name) => _names.Contains(name);

    /// <summary>Of these rights, those that are left out.</summary>
    public LandlockRights Of(LandlockRights rights) =>
        Enum.GetValues<LandlockRights>().Where(r => Of(r.ToString())).Aggregate(LandlockRights.None, (all, r) => all | r) & rights;
}
