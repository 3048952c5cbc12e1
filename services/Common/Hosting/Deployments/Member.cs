using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>Somebody on a line: what it is and which one.</summary>
/// <param name="Role">A <see cref="Domain.Flow.Party"/>.</param>
public readonly record struct Member(Zone Zone, string Role, string Name);
