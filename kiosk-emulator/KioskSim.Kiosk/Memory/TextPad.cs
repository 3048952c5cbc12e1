using System.Text;
using KioskSim.Envelope.Parcels;

namespace KioskSim.Kiosk.Memory;

/// <summary>
/// A field as it is typed: one character at a time arrives from the glass and goes straight into the vault. No string of it is ever made
/// here; the glass shows what was typed, the kiosk knows how much.
/// </summary>
sealed class TextPad(SessionVault vault, UseField kind)
{
    int _bytes;

    public int Typed { get; private set; }

    /// <summary>A birth date has eight digits; anything else may end with its first character.</summary>
    public bool MayEnd => kind == UseField.BirthDate ? Typed == UseApplication.Capacity(kind) : Typed > 0;

    /// <returns>False: no character that can stand there, or no room for it.</returns>
    public bool TryType(int scalar)
    {
        if (!Rune.TryCreate(scalar, out var character) || Rune.IsControl(character) || kind == UseField.BirthDate && scalar is < '0' or > '9')
            return false;
        if (!character.TryEncodeToUtf8(UseApplication.TextOf(vault.Bytes, kind)[_bytes..], out var written))
            return false;
        _bytes += written;
        Typed++;
        UseApplication.SetLength(vault.Bytes, kind, _bytes);
        return true;
    }
}
