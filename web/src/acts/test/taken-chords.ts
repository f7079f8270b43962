/**
 * What browsers, systems and keyboards take: chords that a page cannot have, and those that people expect of somebody
 * else. Each list names the document that it was read from. `table.test.ts` compares them with the table of acts.
 */

export interface TakenChords {
  readonly by: string;
  /** The vendor's document, or the file of its source. */
  readonly source: string;
  /** Where it runs: there, Mod is ⌘ or Ctrl. */
  readonly platform: "mac" | "other";
  /** As the vendor names keys, apart from ⌘, which is Cmd; one list a line of modifiers. */
  readonly chords: Readonly<Record<string, string>>;
}

const digits = "0 1 2 3 4 5 6 7 8 9";

export const takenChords: readonly TakenChords[] = [
  {
    by: "Chrome and Edge on Windows and Linux",
    source: "chromium: chrome/browser/ui/views/accelerator_table.cc; Chrome Help: Chrome keyboard shortcuts",
    platform: "other",
    chords: {
      "": "F1 F3 F5 F6 F7 F10 F11 F12 Escape Tab Space Backspace",
      Shift: "F3 F5 F6 Escape Tab Space Backspace",
      Ctrl: `A C D E F G H J K L N O P R S T U V W X Y Z F4 F5 F6 Tab PageUp PageDown Home End + - = ${digits}`,
      "Ctrl+Shift": "A B C D G I J M N O P R S T V W Y Z + - Tab PageUp PageDown Delete",
      Alt: `D E F ArrowLeft ArrowRight Home F4 ${digits}`,
      "Alt+Shift": "A B I T",
    },
  },
  {
    by: "Chrome on a Mac",
    source: "chromium: chrome/browser/global_keyboard_shortcuts_mac.mm, main_menu_builder.mm",
    platform: "mac",
    chords: {
      "": "Escape Tab Space",
      Cmd: `A C D E F G H J L M N O P Q R S T V W X Y Z [ ] , + - = ArrowLeft ArrowRight ${digits}`,
      "Cmd+Shift": "A B C D F G H J M N O P R T V W Z [ ] Delete Backspace",
      "Cmd+Alt": "A B C F I J L N U ArrowLeft ArrowRight ArrowUp ArrowDown",
      "Ctrl+Cmd": "C F P W X Z",
    },
  },
  {
    by: "Firefox on Windows and Linux",
    source: "gecko: browser/base/content/browser-sets.inc; Mozilla Support: Keyboard shortcuts",
    platform: "other",
    chords: {
      "": "F1 F3 F5 F6 F7 F9 F10 F11 F12 Escape Tab Space Backspace Delete / '",
      Shift: "F3 F5 F6 F7 F8 F9 F12 Escape Tab Space Backspace",
      Ctrl: `A B C D E F G H I J K L M N O P Q R S T U V W X Y Z F4 F5 Tab PageUp PageDown [ ] + - = ${digits}`,
      "Ctrl+Shift": "A B C D E G H I J K M N O P Q R S T V W X Y Z ] Tab Delete PageUp PageDown",
      Alt: `D S ArrowLeft ArrowRight Home Enter ${digits}`,
      "Ctrl+Alt": "R",
    },
  },
  {
    by: "Firefox on a Mac",
    source: "gecko: browser/base/content/browser-sets.inc; Mozilla Support: Keyboard shortcuts",
    platform: "mac",
    chords: {
      "": "Escape Tab Space Delete / '",
      Cmd: `A B C D E F G H I J K L M N O P Q R S T U V W X Y Z [ ] . , + - = ArrowLeft ArrowRight ${digits}`,
      "Cmd+Shift": "A B D F G H J K M N O P R S T V W Y Z Delete Backspace",
      "Cmd+Alt": "C E F I K M R U Z",
      "Cmd+Ctrl": "F",
    },
  },
  {
    by: "Safari",
    source: "Safari User Guide: Keyboard shortcuts and gestures in Safari on Mac",
    platform: "mac",
    chords: {
      "": "Escape Tab Space Backspace",
      Cmd: `A C D E F G H L M N O P Q R S T V W X Z [ ] . , + - = ArrowUp ArrowDown ${digits}`,
      "Cmd+Shift": "B D G H I L N R T V W Z [ ] \\ ArrowUp ArrowDown ArrowLeft ArrowRight",
      "Cmd+Alt": "A B C E F I L R U",
      Ctrl: "Tab",
    },
  },
  {
    by: "macOS",
    source: "Apple Support 102650: Mac keyboard shortcuts",
    platform: "mac",
    chords: {
      Cmd: "A C F G H M N O P Q S T V W X Z , ` Space Tab",
      "Cmd+Shift": "3 4 5 6 N Q S T W Z ? / ` Tab Delete",
      "Cmd+Alt": "D H M W Escape Space",
      "Ctrl+Cmd": "F Q Space D",
      Ctrl: "A B D E F H K L N O P T V ArrowUp ArrowDown ArrowLeft ArrowRight Space F2 F3 F4 F5 F6 F7 F8",
    },
  },
  {
    by: "Windows",
    source: "Microsoft Support: Keyboard shortcuts in Windows",
    platform: "other",
    chords: {
      "": "F1 F2 F10 Escape Tab PrintScreen",
      Shift: "F10 Delete Space",
      Ctrl: "A C V X Y Z Escape F4 Space",
      "Ctrl+Shift": "Escape",
      Alt: "F4 Tab Space Enter Escape PrintScreen",
      "Ctrl+Alt": "Delete Tab",
      Meta: `A D E H I K L M P R S T U V X . ; , + - Tab ArrowUp ArrowDown ArrowLeft ArrowRight ${digits}`,
    },
  },
  {
    by: "GNOME",
    source: "GNOME Help: Useful keyboard shortcuts; gsettings org.gnome.desktop.wm.keybindings",
    platform: "other",
    chords: {
      Shift: "PrintScreen",
      Alt: "F1 F2 F4 F6 F7 F8 F10 Tab Escape Space ` PrintScreen",
      "Ctrl+Alt": "T L Tab Delete ArrowUp ArrowDown ArrowLeft ArrowRight Escape F1 F2 F3 F4 F5 F6 F7",
      "Ctrl+Shift": "U",
      Meta: `A D H L M N P S V Space Tab ArrowUp ArrowDown ArrowLeft ArrowRight PageUp PageDown ${digits}`,
    },
  },
  {
    by: "KDE Plasma",
    source: "KDE Fundamentals: Common keyboard shortcuts",
    platform: "other",
    chords: {
      "": "F1",
      Ctrl: "F1 F2 F3 F4 F7 F8 F9 F10 F12 Escape",
      Alt: "F1 F2 F3 F4 Tab Space `",
      "Ctrl+Alt": "A D I K L T V Escape Delete ArrowUp ArrowDown ArrowLeft ArrowRight",
      Meta: `D E L P Q T V W ArrowUp ArrowDown ArrowLeft ArrowRight ${digits}`,
    },
  },
  {
    by: "text fields and input methods",
    source: "ibus and Microsoft IME: default keys; HTML text fields",
    platform: "other",
    chords: {
      Ctrl: "A C V X Y Z Backspace Delete ArrowLeft ArrowRight Home End Space",
      "Ctrl+Shift": "U V Z ArrowLeft ArrowRight Home End",
      Shift: "Space Delete Insert",
    },
  },
];

/** Signs that need AltGr, or are dead keys, on common layouts: no key press of one letter types them. */
export const hardSigns: Readonly<Record<string, string>> = {
  "US International": "'\"`~^",
  German: "@{[]}\\~|^´`",
  "Swiss German": "@#|[]{}\\~´`^¨",
  French: "~#{[|`\\^@]}¨",
  Spanish: "\\|@#~[]{}`^´¨",
  Italian: "@#[]{}~`",
  "Swedish and Finnish": "@£$€{[]}\\~|´`¨^",
  "Danish and Norwegian": "@£$€{[]}~|\\´`¨^",
  "Portuguese (Brazil)": "´`~^¨",
};

/** Chords of the table that somebody else has too, and why the page may have them all the same. */
export const excusedChords: Readonly<Record<string, string>> = {
  "Shift+F10": "The system opens the menu of what has the focus: in a list of keys that is the menu of the row.",
  "Mod+K": "The command palette of GitHub, Slack and Linear; browsers search by it only where a page does not take it.",
  "Mod+S": "Saves, as in every editor on the web; nobody means the page's own file.",
  "Mod+Z": "Undo keeps its meaning; in text fields it stays with the text.",
  "Mod+Shift+Z": "Redo keeps its meaning; in text fields it stays with the text.",
  "Mod+.": "Stops what runs, as ⌘. does on a Mac.",
  "Mod+Shift+F": "Searches everywhere, as in VS Code; on a Mac browsers use it for full screen alone.",
  Delete: "Deletes, as everywhere.",
  Escape: "Leaves, as everywhere.",
  F2: "Renames, as in Explorer, Files and VS Code.",
  "/": "Searches, as on GitHub and in Gmail; Firefox's quick find stays on Ctrl+F.",
};
