using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Internet;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.NightDuty;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Flow;
using Hop = KioskSim.Domain.Flow.Hop;

namespace KioskSim.Hosting;

/// <summary>Every method of the protos with the hop it carries. The protos are the one list; nothing else repeats it.</summary>
public sealed class HopTable
{
    readonly FrozenDictionary<string, Hop?> _hops;
    readonly FrozenSet<string> _beginning;

    /// <summary>Every method of every proto.</summary>
    public static HopTable All { get; } = new(
        KioskTerminalReflection.Descriptor, KioskToCabinetReflection.Descriptor, KioskToCentreReflection.Descriptor, CentreToJpkiReflection.Descriptor,
        PhoneToJpkiReflection.Descriptor, CentreToCityReflection.Descriptor, CardOfficeToJpkiReflection.Descriptor, RegistryToCityReflection.Descriptor, RegisterOfficeToCityReflection.Descriptor,
        NightDutyToCityReflection.Descriptor,
        HealthReflection.Descriptor);

    /// <exception cref="InvalidOperationException">A method says no hop, or one with a name that does not exist.</exception>
    HopTable(params IEnumerable<FileDescriptor> protos)
    {
        var methods = protos.SelectMany(p => p.Services).SelectMany(s => s.Methods).ToList();
        _hops = methods.ToFrozenDictionary(Path, Read, StringComparer.Ordinal);
        _beginning = methods.Where(m => m.GetOptions()?.GetExtension(HopExtensions.Hop)?.BeginsSession ?? false).Select(Path).ToFrozenSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> Methods => _hops.Keys;

    public bool Knows(string method) => _hops.ContainsKey(method);

    /// <summary>The hop that a method carries; null for health checking, which is no part of any flow.</summary>
    public Hop? Find(string method) => _hops.GetValueOrDefault(method);

    /// <summary>Whether a call of this method begins something that the server keeps in memory, so that the calls after it have to go there.</summary>
    public bool BeginsSession(string method) => _beginning.Contains(method);

    static string Path(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    static Hop? Read(MethodDescriptor method)
    {
        if (method.File.Package == HealthReflection.Descriptor.Package)
            return null;
        var hop = method.GetOptions()?.GetExtension(HopExtensions.Hop)
            ?? throw new InvalidOperationException($"{method.FullName} does not say which hop it is.");
        if (!Lines.TryParse(hop.Over, out var over) || !Party.All.Contains(hop.From) || !Party.All.Contains(hop.To) || hop.Step is < 0 or > 15)
            throw new InvalidOperationException($"{method.FullName} names a step, party or line that does not exist.");
        return new Hop(hop.Step, hop.From, hop.To, over, method.Name);
    }
}
