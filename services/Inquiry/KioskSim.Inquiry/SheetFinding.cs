using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry;

/// <summary>What one page of a scan says.</summary>
/// <param name="Page">From 1, over all files.</param>
/// <param name="City">Name of the city that signed; null where none did.</param>
/// <param name="Sheet">What the city signed; null where none did.</param>
/// <param name="Front">The front as the city made it, 150 dpi; null where there is none.</param>
/// <param name="Form">That <see cref="Front"/> was drawn on.</param>
/// <param name="Restored">Share of the modules that were read wrong and set right by the code.</param>
public sealed record SheetFinding(
    int Page, Verdict Verdict, CityName? City = null, FrontParcel.OpenedFront? Sheet = null, Bitmap? Front = null, FrontForm? Form = null,
    float Restored = 0) : IDisposable
{
    public void Dispose()
    {
        Sheet?.Dispose();
        if (Front is not null)
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(Front.Words));
    }
}
