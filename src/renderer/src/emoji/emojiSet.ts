/**
 * The emoji that the picker offers: those that people use with a contact center, and no more, so that all of them can
 * be looked through. None has skin tones or needs a font newer than 2018. Their names are in `names/`.
 */

export type EmojiGroup =
  'smileys' | 'people' | 'nature' | 'food' | 'activities' | 'travel' | 'objects' | 'symbols';

export const EMOJI_SET: Readonly<Record<EmojiGroup, readonly string[]>> = {
  smileys: list(
    '🙂 😀 😃 😄 😁 😅 😂 🤣 🙃 😉 😊 😇 🥰 😍 😘 😋 😜 🤗 🤭 🤔 🤐 😐 😏 😒 🙄 😬 😌 😔 😴 😷 🤒 🤕 🥵 🥶 😎 🤓 😕 😟 🙁 😮 😳 🥺 😢 😭 😱 😓 😩 😤 😡',
  ),
  people: list(
    '👍 👎 👌 👋 🙏 👏 🙌 🤝 💪 ✌️ 🤞 👈 👉 👆 👇 ☝️ ✋ ✍️ 🤷 🤦 👶 🧑 👪 👀 ❤️ 🧡 💛 💚 💙 💜 💔',
  ),
  nature: list('🐶 🐱 🐦 🐟 🐝 🌳 🌷 🌹 🍀 ☀️ 🌙 ⭐ ☁️ 🌧️ ❄️ 🔥 💧 🌈'),
  food: list('🍎 🍌 🍓 🍅 🥕 🍞 🧀 🍔 🍕 🥗 🍰 🍫 🍪 ☕ 🍵 🍺 🍷 🍽️'),
  activities: list('🎉 🎂 🎁 🎈 🏆 ⚽ 🏀 🎾 🎵 🎸 🎮 🎨 🎬 📷'),
  travel: list('🚗 🚕 🚌 🚆 🚲 ✈️ 🚢 🚚 🏠 🏢 🏥 🏨 🏪 📍 🗺️ 🧳 ⛽ 🅿️'),
  objects: list('📱 💻 🖨️ 📞 ✉️ 📦 📄 📎 ✏️ 🔑 🔒 🔍 🔧 🔋 🔌 💡 ⏰ 📅 💰 💳 🧾 🛒 👕 👟 👓 🗑️'),
  symbols: list('✅ ❌ ⚠️ ❓ ❗ ➕ ➖ 💯 ℹ️ 🆗 🔔 ♻️ 🚫 ⬅️ ➡️ ⬆️ ⬇️ 🔄 1️⃣ 2️⃣ 3️⃣'),
};

export const EMOJI_GROUPS = Object.keys(EMOJI_SET) as EmojiGroup[];

function list(emoji: string): readonly string[] {
  return emoji.split(' ');
}
